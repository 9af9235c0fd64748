import { bcp } from '../sources/unload/format.js'
import type { UnloadScript } from './model.js'

const SIGNS = `-w -t "${bcp.fieldEnd}" -r "${bcp.rowEnd}\\n"`

/** What the scripts ask of the catalogue; one line each, for they stand on a command line. */
const TABLES = `SELECT TABLE_SCHEMA + '.' + TABLE_NAME FROM [%DB%].INFORMATION_SCHEMA.TABLES WHERE TABLE_TYPE = 'BASE TABLE' ORDER BY 1`
const COLUMNS = `SELECT c.TABLE_SCHEMA, c.TABLE_NAME, c.COLUMN_NAME, c.DATA_TYPE, '1' FROM [%DB%].INFORMATION_SCHEMA.COLUMNS c JOIN [%DB%].INFORMATION_SCHEMA.TABLES t ON t.TABLE_SCHEMA = c.TABLE_SCHEMA AND t.TABLE_NAME = c.TABLE_NAME AND t.TABLE_TYPE = 'BASE TABLE' ORDER BY 1, 2, c.ORDINAL_POSITION`
const KEYS = `SELECT k.TABLE_SCHEMA, k.TABLE_NAME, k.COLUMN_NAME FROM [%DB%].INFORMATION_SCHEMA.KEY_COLUMN_USAGE k JOIN [%DB%].INFORMATION_SCHEMA.TABLE_CONSTRAINTS c ON c.CONSTRAINT_NAME = k.CONSTRAINT_NAME AND c.TABLE_SCHEMA = k.TABLE_SCHEMA AND c.CONSTRAINT_TYPE = 'PRIMARY KEY' ORDER BY 1, 2, k.ORDINAL_POSITION`

/**
 * A command file for the Windows server itself: bcp comes with every SQL Server since 2000, writes Unicode whatever the collation
 * is, and needs no TLS. Only selects are run. Every table is counted after it was written.
 */
export function sqlserverScripts(): readonly UnloadScript[] {
  const lines = [
    '@echo off',
    'rem hallkit migrate unload sqlserver: run on the old server. Only SELECT; nothing is changed.',
    'rem Usage: unload.cmd SERVER DATABASE [login]     (without a login: Windows authentication)',
    'setlocal',
    'if "%~2"=="" (echo Usage: unload.cmd SERVER DATABASE [login] & exit /b 2)',
    'set "SERVER=%~1"',
    'set "DB=%~2"',
    'set "AUTH=-T"',
    'if not "%~3"=="" (set /p "PASSWORD=Password: " & set "AUTH=-U %~3")',
    'if not "%~3"=="" set "AUTH=%AUTH% -P %PASSWORD%"',
    'set "OUT=%~dp0out"',
    'if exist "%OUT%\\columns.dat" (echo %OUT% holds an earlier run. Move it away first. & exit /b 2)',
    'mkdir "%OUT%\\counts" 2>nul',
    `set "SIGNS=${SIGNS}"`,
    `bcp "${COLUMNS}" queryout "%OUT%\\columns.dat" %SIGNS% -S "%SERVER%" %AUTH% || goto failed`,
    `bcp "${KEYS}" queryout "%OUT%\\keys.dat" %SIGNS% -S "%SERVER%" %AUTH% || goto failed`,
    `bcp "${TABLES}" queryout "%OUT%\\tables.txt" -c -C ACP -S "%SERVER%" %AUTH% || goto failed`,
    'for /f "usebackq tokens=1,* delims=." %%s in ("%OUT%\\tables.txt") do (',
    '  echo %%s.%%t',
    '  bcp "SELECT * FROM [%DB%].[%%s].[%%t]" queryout "%OUT%\\%%s.%%t.dat" %SIGNS% -S "%SERVER%" %AUTH% || goto failed',
    `  bcp "SELECT N'%%s', N'%%t', COUNT_BIG(*) FROM [%DB%].[%%s].[%%t]" queryout "%OUT%\\counts\\%%s.%%t.dat" %SIGNS% -S "%SERVER%" %AUTH% || goto failed`,
    ')',
    'copy /b "%OUT%\\counts\\*.dat" "%OUT%\\counts.dat" >nul || goto failed',
    'rmdir /s /q "%OUT%\\counts"',
    'echo Done. Copy the whole folder "%OUT%" to the machine with hallkit.',
    'exit /b 0',
    ':failed',
    'echo FAILED. Nothing was changed on the server; the folder is not complete.',
    'exit /b 1',
  ]
  return [{ name: 'unload.cmd', text: `${lines.join('\r\n')}\r\n` }]
}
