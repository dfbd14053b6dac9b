/**
 * Statements as text with parameters. In the template, fragments nest and every other value becomes a
 * parameter: no value can ever become part of the statement.
 */
export type SqlValue = number | string | null;

export class Sql {
  constructor(
    readonly text: string,
    readonly params: readonly SqlValue[] = [],
  ) {}
}

export function sql(strings: TemplateStringsArray, ...values: (Sql | SqlValue)[]): Sql {
  let text = strings[0]!;
  const params: SqlValue[] = [];
  values.forEach((value, i) => {
    if (value instanceof Sql) {
      text += value.text;
      params.push(...value.params);
    } else {
      text += '?';
      params.push(value);
    }
    text += strings[i + 1]!;
  });
  return new Sql(text, params);
}

/** A name of a table, a column or a keyword, from the constant maps of this folder only. */
export const name = (text: string): Sql => new Sql(text);

export const NOTHING = name('');
export const TRUE = name('1');
export const FALSE = name('0');

export function join(parts: readonly Sql[], separator: ' AND ' | ' OR ' | ', ' | ' ' | ' UNION ALL '): Sql {
  return new Sql(
    parts.map((part) => part.text).join(separator),
    parts.flatMap((part) => part.params),
  );
}
