import type { itemsFindings, itemsProblems } from '../../errors/codes/items.js'
import type { Words } from '../words.js'
import { itemsGuide } from './items-guide.js'

export const items: Words<typeof itemsProblems> & Words<typeof itemsFindings> = {
  ...itemsGuide,
  'HK-ITEM-001': ({ wanted, nearest }) => ({
    message: `没有找到事项「${wanted}」`,
    fix: [
      ...(nearest.length > 0 ? [`是不是：${nearest.join('、')}`] : []),
      '用 hallkit items list 查看全部事项；还在退回待改的没有入库；已撤消的用 hallkit items history 查，写实施编码，或写全称并加 --unit',
    ],
  }),
  'HK-ITEM-002': ({ wanted, matches }) => ({
    message: `「${wanted}」对应多个事项`,
    fix: [`请改用编码，或加上 --unit。对应的有：${matches.join('、')}`],
  }),
  'HK-ITEM-010': ({ field }) => ({
    message: `「${field}」没有填写`,
    fix: [`补填「${field}」后重新报送`],
  }),
  'HK-ITEM-011': ({ field, text }) => ({
    message: `「${field}」看不懂：${text}`,
    fix: ['写成“20个工作日”“30日”“1个月”或“即办”，说明文字放进括号'],
  }),
  'HK-ITEM-012': ({ promised, statutory }) => ({
    message: `承诺时限（${promised}）长于法定时限（${statutory}）`,
    fix: ['核对两个时限是否填反，承诺时限应不长于法定时限'],
  }),
  'HK-ITEM-013': ({ promised, statutory }) => ({
    message: `承诺时限（${promised}）与法定时限（${statutory}）单位不同，折算后可能超出`,
    fix: ['请统一按工作日填写'],
  }),
  'HK-ITEM-014': ({ statutory, limit }) => ({
    message: `法定时限（${statutory}）超过${limit}个工作日，但没有写明依据`,
    fix: ['在设定依据中写明规定该时限的法律、法规条款'],
  }),
  'HK-ITEM-015': ({ word }) => ({
    message: `时限中写了不含“${word}”，但${word}时间不属于依法可以扣除的时间`,
    fix: ['只有听证、招标、拍卖、检验、检测、检疫、鉴定和专家评审的时间可以不计入'],
  }),
  'HK-ITEM-016': ({ sum, promised }) => ({
    message: `各环节时限合计（${sum}）超过承诺时限（${promised}）`,
    fix: ['压缩环节时限，或核对承诺时限'],
  }),
  'HK-ITEM-017': ({ text }) => ({
    message: `办理深度看不懂：${text}`,
    fix: ['写成“一级”“二级”“三级”或“四级”'],
  }),
  'HK-ITEM-018': ({ text, known }) => ({
    message: `没有这种事项类型：${text}`,
    fix: [`请从下列类型中选填：${known.join('、')}`],
  }),
  'HK-ITEM-019': ({ text, known }) => ({
    message: `没有这种办件类型：${text}`,
    fix: [`请从下列类型中选填：${known.join('、')}`],
  }),
  'HK-ITEM-020': ({ name, file, sheet, row }) => ({
    message: `事项「${name}」重复，前面已有：${file}${sheet === '' ? ' ' : ` 的「${sheet}」`}第${row}行`,
    fix: ['删去多余的一行；如确是两个事项，请把名称写清楚'],
  }),
  'HK-ITEM-021': ({ name, unit }) => ({
    message: `事项「${name}」与${unit}的事项同名`,
    fix: ['请与对方核对由谁实施；如各自实施，可以不改'],
  }),
  'HK-ITEM-022': ({ code, length }) => ({
    message: `事项编码有${length}位，既不是12位基本编码，也不是31位实施编码：${code}`,
    fix: ['核对编码有无缺位、多位；使用本地编码的可以不改'],
  }),
  'HK-ITEM-023': ({ code }) => ({
    message: `编码中的统一社会信用代码校验不通过：${code}`,
    fix: ['对照单位的统一社会信用代码证逐位核对'],
  }),
  'HK-ITEM-024': ({ code, expected }) => ({
    message: `编码的前18位不是本单位的代码：${code}`,
    fix: [`本单位代码为 ${expected}，请核对实施主体`],
  }),
  'HK-ITEM-025': ({ code, prefix }) => ({
    message: `编码中的区划代码“${prefix}”有误：${code}`,
    fix: ['核对基本编码的前两位'],
  }),
  'HK-ITEM-026': ({ code, found, label }) => ({
    message: `编码中的类型代码“${found}”与所填类型「${label}」不符：${code}`,
    fix: ['核对事项类型，或核对基本编码的第3、4位'],
  }),
  'HK-ITEM-027': ({ field, words }) => ({
    message: `「${field}」用语含糊：${words.join('、')}`,
    fix: ['写明具体内容，让办事人一看就懂'],
  }),
  'HK-ITEM-028': ({ caseType, promised }) => ({
    message: `办件类型是「${caseType}」，承诺时限却是“${promised}”`,
    fix: ['即办件的承诺时限填“即办”，承诺件填具体时限'],
  }),
  'HK-ITEM-029': ({ text }) => ({
    message: `参演单位中没有「${text}」`,
    fix: ['按参演单位名单填写单位全称'],
  }),
  'HK-ITEM-030': ({ field }) => ({
    message: `「${field}」没有填写`,
    fix: [`建议补填「${field}」，不影响入库`],
  }),
  'HK-ITEM-031': ({ code, unit }) => ({
    message: `编码已被${unit}的另一事项使用：${code}`,
    fix: ['每个事项的编码应当唯一，请核对'],
  }),
  'HK-ITEM-032': ({ field, text }) => ({
    message: `「${field}」看不出是“是”还是“否”：${text}`,
    fix: ['请填“是”或“否”，说明文字放进括号'],
  }),
  'HK-ITEM-066': ({ code }) => ({
    message: `编码是按数字录入的，末尾几位已丢失：${code}`,
    fix: ['把单元格设为文本，照清单重新录入编码'],
  }),
  'HK-ITEM-033': ({ code }) => ({
    message: `编码中有不应出现的字符：${code}`,
    fix: ['编码只用数字和大写字母（不含 I、O、Z、S、V）'],
  }),
  'HK-ITEM-034': ({ name, row }) => ({
    message: `事项「${name}」与第${row}行同名，但编码不同`,
    fix: ['如是同一事项，请删去一行；如是两个事项，请在名称中区分'],
  }),
}
