import { ESCAPES, sqlplus } from '../sources/unload/format.js'
import type { UnloadScript } from './model.js'

/** A character as Oracle writes it. */
function chr(character: string): string {
  return `CHR(${character.charCodeAt(0)})`
}

/** A text with everything escaped that sqlplus would break, trim or take for a sign; the backslash goes first. */
function escaped(text: string): string {
  return [...ESCAPES].reduce(
    (inner, [sign, character]) => `REPLACE(${inner}, ${chr(character)}, '\\${sign}')`,
    text,
  )
}

const SETTINGS = [
  'WHENEVER SQLERROR EXIT FAILURE',
  'WHENEVER OSERROR EXIT FAILURE',
  'SET ECHO OFF TERMOUT OFF FEEDBACK OFF VERIFY OFF HEADING OFF PAGESIZE 0 DEFINE OFF SQLPROMPT ""',
  'SET LINESIZE 32767 LONG 2000000000 LONGCHUNKSIZE 32767 TRIMSPOOL ON TRIMOUT ON TAB OFF WRAP ON',
  'SET ARRAYSIZE 500 NUMWIDTH 50 SERVEROUTPUT ON SIZE UNLIMITED FORMAT WRAPPED',
  "ALTER SESSION SET NLS_DATE_FORMAT = 'YYYY-MM-DD HH24:MI:SS';",
  "ALTER SESSION SET NLS_NUMERIC_CHARACTERS = '.,';",
]

const FIELD = chr(sqlplus.fieldEnd)
const ROW = chr(sqlplus.rowEnd)

/** Types that a spool file cannot hold; the column is listed as not read. */
const UNREAD =
  "data_type IN ('BLOB', 'BFILE', 'LONG', 'LONG RAW', 'XMLTYPE', 'ANYDATA') OR data_type_owner IS NOT NULL"

/** How a column is read, by its type; `@` is its quoted name. */
const CELLS: readonly (readonly [when: string, cell: string])[] = [
  ["c.data_type = 'DATE'", escaped("TO_CLOB(TO_CHAR(@, 'YYYY-MM-DD HH24:MI:SS'))")],
  ["c.data_type LIKE 'TIMESTAMP%'", escaped("TO_CLOB(TO_CHAR(@, 'YYYY-MM-DD HH24:MI:SS.FF'))")],
  [
    "c.data_type IN ('NUMBER', 'FLOAT', 'BINARY_FLOAT', 'BINARY_DOUBLE')",
    "TO_CLOB(TO_CHAR(@, 'TM9'))",
  ],
  ["c.data_type = 'RAW'", 'TO_CLOB(RAWTOHEX(@))'],
]

/** A PL/SQL expression that gives SQL: the text with the column's name put in. */
function plsql(sql: string): string {
  return `'${sql.replaceAll("'", "''").replaceAll('@', "' || q || '")}'`
}

/**
 * One sqlplus script for Oracle 10g and 11g, which the thin driver refuses (NJS-138): it writes a second script from the catalogue and
 * runs it. Only selects are run.
 */
export function oracleScripts(): readonly UnloadScript[] {
  const list = (name: string, select: string) => [`SPOOL ${name}`, `${select};`, 'SPOOL OFF']
  const schema = "SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA')"
  const mine = `owner = ${schema} AND table_name IN (SELECT table_name FROM all_tables WHERE owner = ${schema} AND nested = 'NO' AND temporary = 'N' AND dropped = 'NO' AND iot_name IS NULL)`
  const lines = [
    '-- hallkit migrate unload oracle: run on the old server or any machine with sqlplus. Only SELECT; nothing is changed.',
    '-- In an empty folder:  set NLS_LANG=AMERICAN_AMERICA.AL32UTF8   (Unix: export NLS_LANG=...)',
    '--                      sqlplus -S user@database @unload.sql',
    ...SETTINGS,
    ...list(
      'columns.dat',
      `SELECT owner || ${FIELD} || table_name || ${FIELD} || REPLACE(column_name, ' ', '\\s') || ${FIELD} || REPLACE(data_type, ' ', '\\s') || ${FIELD} || CASE WHEN ${UNREAD} THEN '0' ELSE '1' END || ${ROW} FROM all_tab_columns WHERE ${mine} ORDER BY table_name, column_id`,
    ),
    ...list(
      'keys.dat',
      `SELECT k.owner || ${FIELD} || k.table_name || ${FIELD} || REPLACE(c.column_name, ' ', '\\s') || ${ROW} FROM all_constraints k JOIN all_cons_columns c ON c.owner = k.owner AND c.constraint_name = k.constraint_name WHERE k.owner = ${schema} AND k.constraint_type = 'P' ORDER BY k.table_name, c.position`,
    ),
    'SPOOL tables.sql',
    'DECLARE',
    '  q VARCHAR2(300); cell VARCHAR2(4000); isFirst BOOLEAN;',
    'BEGIN',
    `  FOR t IN (SELECT owner, table_name FROM all_tables WHERE ${mine} ORDER BY table_name) LOOP`,
    `    DBMS_OUTPUT.PUT_LINE('SPOOL "' || t.owner || '.' || t.table_name || '.dat"');`,
    "    DBMS_OUTPUT.PUT_LINE('SELECT');",
    '    isFirst := TRUE;',
    `    FOR c IN (SELECT column_name, data_type FROM all_tab_columns WHERE owner = t.owner AND table_name = t.table_name AND NOT (${UNREAD}) ORDER BY column_id) LOOP`,
    `      q := '"' || c.column_name || '"';`,
    '      cell := CASE',
    ...CELLS.map(([when, cell]) => `        WHEN ${when} THEN ${plsql(cell)}`),
    `        ELSE ${plsql(escaped('TO_CLOB(@)'))} END;`,
    `      DBMS_OUTPUT.PUT_LINE(CASE WHEN isFirst THEN '' ELSE '|| ${FIELD} || ' END || 'CASE WHEN ' || q || ' IS NULL THEN TO_CLOB(''\\N'') ELSE ' || cell || ' END');`,
    '      isFirst := FALSE;',
    '    END LOOP;',
    `    DBMS_OUTPUT.PUT_LINE('|| ${ROW} FROM "' || t.owner || '"."' || t.table_name || '";');`,
    "    DBMS_OUTPUT.PUT_LINE('SPOOL OFF');",
    "    DBMS_OUTPUT.PUT_LINE('SPOOL counts.dat APPEND');",
    `    DBMS_OUTPUT.PUT_LINE('SELECT ''' || t.owner || ''' || ${FIELD} || ''' || t.table_name || ''' || ${FIELD} || TO_CHAR(COUNT(*), ''TM9'') || ${ROW} FROM "' || t.owner || '"."' || t.table_name || '";');`,
    "    DBMS_OUTPUT.PUT_LINE('SPOOL OFF');",
    '  END LOOP;',
    'END;',
    '/',
    'SPOOL OFF',
    '@tables.sql',
    'EXIT SUCCESS',
  ]
  return [{ name: 'unload.sql', text: `${lines.join('\n')}\n` }]
}
