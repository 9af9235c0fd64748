import type { formsProblems } from '../../errors/codes/forms.js'
import type { Words } from '../words.js'

export const forms: Words<typeof formsProblems> = {
  'HK-FORM-001': ({ files }) => ({
    message: `已有同名文件，没有覆盖：${files.slice(0, 3).join('、')}${files.length > 3 ? `等 ${files.length} 个` : ''}`,
    fix: ['换一个 --output 文件夹', '确认旧文件没有填写内容后，加 --force 覆盖'],
  }),
  'HK-FORM-002': ({ form, known }) => ({
    message: `表样 ${form} 没有可以预填的已入库内容`,
    fix: [`可以预填的有：${known.join('、')}`, '去掉 --filled，导出空表'],
  }),
  'HK-FORM-004': ({ form, known }) => ({
    message: `表样 ${form} 的内容不逐行登记，看不了`,
    fix: [
      `可以看的有：${known.join('、')}`,
      '事项用 items list，人员用 users list，栏目信息在情况报告附件',
    ],
  }),
  'HK-FORM-003': ({ flag }) => ({
    message: `${flag} 要在工作目录内使用：单位名单和已入库内容都在工作目录里`,
    fix: ['进入工作目录再运行，或用 --workspace 指明', '在工作目录外可用 --unit 写明单位'],
  }),
}
