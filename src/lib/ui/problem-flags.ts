import { Flags } from '@oclif/core'

/** What may be said of an entry of the register. */
export const problemFlags = {
  sort: Flags.option({
    description: '类型：problem 问题，fault 故障，suggestion 建议，opinion 意见',
    options: ['problem', 'fault', 'suggestion', 'opinion'] as const,
  })(),
  severity: Flags.option({
    description: '程度',
    options: ['一级', '二级', '三级'] as const,
  })(),
  category: Flags.option({
    description: '原因归类',
    options: ['系统', '数据', '流程', '人员'] as const,
  })(),
  unit: Flags.string({ description: '责任单位：代码、全称或简称', helpValue: 'NAME' }),
  theme: Flags.string({ description: '主题或步骤', helpValue: 'TEXT' }),
  cause: Flags.string({ description: '原因', helpValue: 'TEXT' }),
  measure: Flags.string({ description: '整改措施', helpValue: 'TEXT' }),
  owner: Flags.string({ description: '责任人', helpValue: 'NAME' }),
  due: Flags.string({ description: '时限', helpValue: 'YYYY-MM-DD' }),
  evidence: Flags.string({ description: '证据', helpValue: 'TEXT' }),
  by: Flags.string({ description: '经办人姓名', default: '演练组织方', helpValue: 'NAME' }),
}
