import { CamelCasePlugin, DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, type CompiledQuery } from 'kysely'
import type pg from 'pg'
import type { DB } from './tables.ts'

/** The pool of the role ydt_reader. Hot queries go to it directly, because only `pg` itself can name a statement. */
export type PublicReader = pg.Pool

type PublicTables = { [Table in keyof DB as Table extends `pub.${string}` ? Table : never]: DB[Table] }

/** Compiles queries and cannot run them; it knows the tables that everybody may read and no others. */
export const compiler = new Kysely<PublicTables>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: db => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
  plugins: [new CamelCasePlugin()],
})

/** A query that is compiled once and that PostgreSQL plans once per connection. */
export type Prepared<Arguments, Row> = {
  readonly name: string
  readonly text: string
  run(reader: PublicReader, values: Arguments): Promise<Row[]>
}

type Compilable<Row> = { compile(): CompiledQuery<Row> }

class Placeholder {
  readonly of: string
  constructor(of: string) {
    this.of = of
  }
}

/**
 * Builds a named statement. `build` writes the query with the names of the arguments in place of values:
 *     prepare<{ code: number }>()('division', given => compiler.selectFrom('pub.division').select('name').where('code', '=', given.code))
 * Rows become objects by the names of their columns; the one statement that must be quickest brings a `read` of its own.
 */
export function prepare<Arguments extends Record<string, unknown>>() {
  return <Row>(name: string, build: (given: Arguments) => Compilable<Row>, read?: (columns: readonly unknown[]) => Row): Prepared<Arguments, Row> => {
    const given = new Proxy({}, { get: (_, key) => new Placeholder(String(key)) }) as Arguments
    const { sql: text, parameters } = build(given).compile()
    const order = parameters.map(parameter => parameter instanceof Placeholder ? parameter.of : undefined)
    let names: string[] | undefined
    return {
      name, text,
      async run(reader, values) {
        const parametersNow = order.map((of, i) => of === undefined ? parameters[i] : values[of])
        const { rows, fields } = await reader.query<unknown[]>({ name, text, values: parametersNow, rowMode: 'array' } as pg.QueryArrayConfig)
        if (read) return rows.map(read)
        names ??= fields.map(field => camelCase(field.name))
        return rows.map(row => named(names!, row) as Row)
      },
    }
  }
}

function named(names: readonly string[], row: readonly unknown[]): Record<string, unknown> {
  const made: Record<string, unknown> = {}
  for (let i = 0; i < names.length; i++) made[names[i]!] = row[i]
  return made
}

function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}
