import type { RunReview } from '../workspace-drill.js'
import { verdictWords } from './journal-words.js'
import type { RequirementResult } from './model.js'

/** A run as JUnit XML: one suite per unit, one case per requirement (and column); exempt ones are skipped. */
export function junitXml({ folder, score }: RunReview): string {
  const suites = folder.plan.units.map(({ code, name }) => {
    const own = score.results.filter(({ unit }) => unit === code)
    return suite(name, own)
  })
  const name = xml(`${folder.plan.title} ${folder.run}`)
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${name}">\n${suites.join('')}</testsuites>\n`
}

function suite(name: string, results: readonly RequirementResult[]): string {
  const failures = results.filter(isFailure).length
  const skipped = results.filter(({ verdict }) => verdict === 'exempt').length
  const head = `  <testsuite name="${xml(name)}" tests="${results.length}" failures="${failures}" errors="0" skipped="${skipped}">`
  return `${head}\n${results.map((one) => testCase(name, one)).join('')}  </testsuite>\n`
}

function testCase(unit: string, result: RequirementResult): string {
  const { requirement, column, clause, verdict, counted, atLeast, because } = result
  const name = [requirement, column, clause].filter((part) => part !== null).join(' ')
  const head = `    <testcase classname="${xml(unit)}" name="${xml(name)}"`
  const said = xml(because ?? `${verdictWords[verdict]}：已计 ${counted}，应达 ${atLeast}`)
  if (verdict === 'exempt') return `${head}><skipped message="${said}"/></testcase>\n`
  if (!isFailure(result)) return `${head}/>\n`
  return `${head}><failure type="${verdict}" message="${said}"/></testcase>\n`
}

function isFailure({ verdict }: RequirementResult): boolean {
  return verdict !== 'met' && verdict !== 'exempt'
}

const MARKS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

/** Text as XML holds it; characters that XML 1.0 does not know are left out. */
function xml(text: string): string {
  const known = [...text].filter((one) => one >= ' ' && one !== '\ufffe' && one !== '\uffff')
  return known.map((one) => MARKS[one] ?? one).join('')
}
