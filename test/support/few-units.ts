import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const INBOX = join(import.meta.dirname, '../../fixtures/menghai/inbox')
/** One workbook of three sheets, three .xls, three .csv, one workbook with people to mend. */
const FEW = ['国土资源局', '勐海县林业局', '县气象局', '安监局']
const isLong = process.env['HALLKIT_LONG'] !== undefined

/** The county's files that a test takes in: those of four units, under HALLKIT_LONG all. */
export const unitFiles: readonly string[] = readdirSync(INBOX).filter(
  (name) => isLong || FEW.some((unit) => name.includes(unit)),
)

/** Units behind `unitFiles`. */
export const unitCount = isLong ? 28 : FEW.length

/** The path of a file of the county. */
export const countyPath = (name: string): string => join(INBOX, name)

/** How many of the county's files are taken, for the name of a test. */
export const sampleText = `${unitFiles.length} files of ${unitCount} units`
