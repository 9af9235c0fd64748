import type { ManualTask, Person } from '../../src/lib/hall/connectors/index.js'
import type { Website } from './yunnan-hall.js'

/** A person at the vendor's website: does what the prompt asks and tells the number, as a citizen would. */
export function citizen(website: Website, unitOf: (task: ManualTask) => string): Person {
  let articles = 0
  const apply = (
    task: ManualTask,
    sort: 'case' | 'project' | 'consult' | 'complaint',
    name: string,
  ) => {
    const {
      item = '',
      items = [item],
      applicant = '',
    } = task.input as {
      item?: string
      items?: readonly string[]
      applicant?: string
    }
    const orgCode = String(task.input['unit'] ?? unitOf(task))
    const remark = `【演练】${task.tag}`
    const itemCode = items[0] ?? ''
    return {
      number: website.apply({ sort, orgCode, itemCode, name, applicantName: applicant, remark }),
    }
  }
  const move = (task: ManualTask, from: string, to: string) => {
    website.move(task.id ?? '', from, to)
    return {}
  }
  const acts: Readonly<Record<string, (task: ManualTask) => Record<string, string>>> = {
    'case.submit': (task) => apply(task, 'case', '演练事项'),
    'case.submit_correction': (task) => move(task, '02-03', '02-01'),
    'case.collect': (task) => move(task, '05-01', '05-02'),
    'project.submit': (task) => apply(task, 'project', String(task.input['name'])),
    'project.collect': (task) => move(task, '11-04', '11-05'),
    'consultation.ask': (task) => apply(task, 'consult', String(task.input['title'])),
    'complaint.file': (task) => apply(task, 'complaint', String(task.input['title'])),
    'article.draft': () => {
      articles += 1
      return { number: `XX${articles}` }
    },
    'article.get': () => ({ state: 'published' }),
  }
  return async (task) => {
    const act = acts[task.action]
    if (act !== undefined) return act(task)
    return task.action.startsWith('article.') ? {} : null
  }
}
