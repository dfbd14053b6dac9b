import {
  getNamedType,
  getNullableType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

/** Documents of a schema made at random, the same ones for the same seed: with aliases, fragments, conditions and variables. */

type Composite = GraphQLObjectType | GraphQLInterfaceType;

export interface RandomDocument {
  query: string;
  variables: Record<string, unknown>;
}

/** Arguments that root fields must have, or that make them find something. */
export type RootArguments = Readonly<Record<string, readonly string[]>>;

const VARIABLES = { yes: true, no: false, size: 2 };
const DECLARED = { $yes: 'Boolean! = true', $no: 'Boolean!', $size: 'Int = 3' };

/** Numbers from 0 to 1 (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

class Writer {
  private aliases = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly random: () => number,
    private readonly roots: RootArguments,
  ) {}

  document(fields: number): string {
    const root = this.schema.getQueryType()!;
    const names = Object.keys(this.roots);
    const chosen = Array.from({ length: fields }, () => root.getFields()[this.pick(names)]!);
    const body = chosen.map((field) => this.field(field, 4, this.pick(this.roots[field.name]!))).join(' ');
    const used = Object.entries(DECLARED).filter(([name]) => body.includes(name));
    const declared = used.map(([name, type]) => `${name}: ${type}`).join(', ');
    return `query Random${declared ? `(${declared})` : ''} { ${body} }`;
  }

  private pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.random() * list.length)]!;
  }

  /** An alias always: two fields of one name may differ in their arguments. */
  private field(field: GraphQLField<unknown, unknown>, depth: number, given = this.argumentsOf(field)): string {
    const type = getNamedType(field.type);
    const condition = this.random() < 0.1 ? this.pick([' @include(if: $yes)', ' @include(if: $no)', ' @skip(if: $no)']) : '';
    const below = isLeafType(type) ? '' : ` { ${this.selection(type as Composite, depth - 1)} }`;
    return `a${this.aliases++}: ${field.name}${given}${condition}${below}`;
  }

  private argumentsOf({ args }: GraphQLField<unknown, unknown>): string {
    return args.some(({ name }) => name === 'last') ? this.pick(['(first: 2)', '(first: $size)', '(last: 1)', '(first: 0)']) : '';
  }

  private selection(type: Composite, depth: number): string {
    if (isInterfaceType(type)) return this.ofInterface(type, depth);
    if (!isObjectType(type)) return '__typename';
    const fields = Object.values(type.getFields()).filter((field) => this.isFit(field, depth));
    if (fields.length === 0) return '__typename';
    const chosen = Array.from({ length: 1 + Math.floor(this.random() * 4) }, () => this.field(this.pick(fields), depth));
    const [first, ...others] = chosen;
    const rest = others.join(' ');
    if (rest && this.random() < 0.3) return `${first} ... on ${type.name} { ${rest} }`;
    if (rest && this.random() < 0.2) return `${first} ... @include(if: $${this.pick(['yes', 'no'])}) { ${rest} }`;
    return `${chosen.join(' ')}${this.random() < 0.1 ? ' __typename' : ''}`;
  }

  private ofInterface(type: GraphQLInterfaceType, depth: number): string {
    const concrete = this.pick(this.schema.getPossibleTypes(type));
    return `__typename ... on ${concrete.name} { ${this.selection(concrete, depth)} }`;
  }

  /** Whether it can be asked for without arguments of its own, and how deep it leads. */
  private isFit(field: GraphQLField<unknown, unknown>, depth: number): boolean {
    if (field.args.some((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined)) return false;
    if (isLeafType(getNamedType(field.type))) return true;
    return depth > 0 && (depth > 1 || !isListType(getNullableType(field.type)));
  }
}

export function randomDocuments(schema: GraphQLSchema, roots: RootArguments, count: number, seed: number): RandomDocument[] {
  const random = randomOf(seed);
  return Array.from({ length: count }, () => ({
    query: new Writer(schema, random, roots).document(1 + Math.floor(random() * 3)),
    variables: { ...VARIABLES, yes: random() < 0.8 },
  }));
}
