import { Kind, type FieldNode, type FragmentDefinitionNode, type GraphQLResolveInfo, type SelectionSetNode } from 'graphql';

/** What a document asks for below a field, looked at before it is read. */

export type Fragments = Readonly<Record<string, FragmentDefinitionNode>>;
export type Selected = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>;

/** Whether a field of a selection, those of its fragments among them, is such. */
export function someField(
  set: SelectionSetNode | undefined,
  fragments: Fragments,
  isSuch: (field: FieldNode) => boolean,
  within: readonly string[] = [],
): boolean {
  return (set?.selections ?? []).some((selection) => {
    if (selection.kind === Kind.FIELD) return isSuch(selection);
    if (selection.kind === Kind.INLINE_FRAGMENT) return someField(selection.selectionSet, fragments, isSuch, within);
    const name = selection.name.value;
    return !within.includes(name) && someField(fragments[name]?.selectionSet, fragments, isSuch, [...within, name]);
  });
}

/** Looks at what is selected below a field; of each field of a document once, for a compiled query asks again and again. */
export function selectionTest(
  test: (set: SelectionSetNode | undefined, fragments: Fragments) => boolean,
): (info: Selected) => boolean {
  const known = new WeakMap<FieldNode, boolean>();
  return ({ fieldNodes, fragments }) =>
    fieldNodes.some((field) => {
      let found = known.get(field);
      if (found === undefined) known.set(field, (found = test(field.selectionSet, fragments)));
      return found;
    });
}

/** Fields of an edge that tell where it leads, and nothing of itself. */
const OF_NODES: ReadonlySet<string> = new Set(['node', 'cursor', '__typename']);

/** Whether a list is asked for what stands on its edges. */
export const asksEdges = selectionTest((set, fragments) =>
  someField(set, fragments, ({ name, selectionSet }) =>
    name.value === 'edges' && someField(selectionSet, fragments, (field) => !OF_NODES.has(field.name.value)))); // prettier-ignore
