import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that type whole commands, the slowest first: begun at the end, they would leave the other processor idle. */
const LONG = ['test/e2e/manual', 'test/e2e/demo', 'test/e2e/']

/** The order of test files: long ones first, the others as vitest has them, so that a fresh clone has no long tail. */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const placeOf = ({ moduleId }: TestSpecification) => {
      const at = LONG.findIndex((path) => moduleId.includes(path))
      return at < 0 ? LONG.length : at
    }
    return sorted.sort((a, b) => placeOf(a) - placeOf(b))
  }
}
