import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DrillPlan, linesOf } from '../../src/lib/drill/index.js'

type Lines = ReturnType<typeof linesOf>

/** Lists as an administrator exports them: other column names, other date styles. */
export async function writeLists(
  dir: string,
  lines: Lines,
  plan: DrillPlan,
  suffix: string,
): Promise<void> {
  await mkdir(dir, { recursive: true })
  const seen = lines.filter(({ type }) => type === 'hall.seen')
  const units = new Map(plan.units.map(({ code, name }) => [code, name]))
  const moment = (id: unknown, event: string) => {
    const hit = seen.find(({ data }) => data['id'] === id && data['event'] === event)
    return String(hit?.data['hallAt'] ?? '')
      .slice(0, 19)
      .replace('T', ' ')
      .replaceAll('-', '/')
  }
  const born = (event: string) => seen.filter(({ data }) => data['event'] === event)
  const rows = {
    办件清单: [
      '序号,受理编号,事项代码,项目代码,受理部门,申办人,申请时间,正式受理时间,实际办结时间',
      ...[...born('case.submitted'), ...born('project.submitted')].map(({ unit = '', data }, n) => {
        const { id, number, event } = data
        const { item, items, applicant } = data['data'] as Record<string, string>
        const isProject = event === 'project.submitted'
        return [
          ...[
            n + 1,
            number,
            item ?? items?.[0],
            isProject ? number : '',
            units.get(unit),
            applicant,
          ],
          ...[moment(id, String(event)), moment(id, 'case.accepted'), moment(id, 'case.settled')],
        ].join(',')
      }),
    ],
    信息: [
      '文章ID,信息标题,所属栏目,来源单位,创建时间,发布日期,发布状态',
      ...born('article.drafted').map(({ unit = '', data }) => {
        const { column, title } = data['data'] as Record<string, string>
        const at = moment(data['id'], 'article.published')
        const status = at === '' ? '待审' : '已发布'
        return [
          data['number'],
          title,
          column,
          units.get(unit),
          moment(data['id'], 'article.drafted'),
          at,
          status,
        ].join(',')
      }),
    ],
    咨询投诉: [
      '信件编号,信件类型,回复部门,信件标题,来信时间,回复时间,公开时间',
      ...[...born('consultation.asked'), ...born('complaint.filed')].map(({ unit = '', data }) => {
        const kind = String(data['kind'])
        const first = kind === 'complaint' ? 'complaint.filed' : 'consultation.asked'
        const { title } = data['data'] as Record<string, string>
        return [
          ...[data['number'], kind === 'complaint' ? '投诉' : '咨询', units.get(unit), title],
          ...[first, `${kind}.replied`, `${kind}.published`].map((event) =>
            moment(data['id'], event),
          ),
        ].join(',')
      }),
    ],
  }
  for (const [name, text] of Object.entries(rows)) {
    await writeFile(join(dir, `${name}${suffix}.csv`), `\ufeff${text.join('\r\n')}\r\n`)
  }
}
