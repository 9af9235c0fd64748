import type { ColumnProfile } from '../profile/model.js'
import { oneLine } from './text.js'

const CONTENTS: Readonly<Record<ColumnProfile['content'], string>> = {
  ...{
    empty: '没有内容',
    bytes: '图像等二进制',
    'id-number': '身份证号',
    uscc: '信用代码',
    phone: '电话',
  },
  ...{
    date: '日期',
    'short-date': '两位年份的日期',
    region: '区划代码',
    integer: '整数',
    decimal: '小数',
  },
  ...{ person: '人名', text: '文字' },
}

/** What a column holds, in a few words. */
export function heldBy({
  content,
  distinct,
  isExact,
  min,
  max,
  values,
  nulls,
}: ColumnProfile): string {
  if (content === 'empty') return CONTENTS.empty
  const many = `${isExact ? '' : '约 '}${distinct} 种`
  const few = values.slice(0, 8).map(({ text, rows }) => `${oneLine(text)}×${rows}`)
  const shown =
    few.length > 0 && content !== 'person'
      ? `：${few.join(' ')}`
      : min === ''
        ? ''
        : `：${min} 至 ${max}`
  return `${CONTENTS[content]}，${many}${shown}${nulls > 0 ? `，空 ${nulls}` : ''}`
}
