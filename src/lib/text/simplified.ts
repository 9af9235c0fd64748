/** Traditional characters that occur in headers and in words for roles, nodes and posts, each followed by its simplified form. */
const PAIRS =
  '項项稱称類类別别辦办結结時时間间標标準准據据條条號号碼码務务廳厅審审單单門门電电話话監监檢检備备註注設设編编實实機机構构關关許许證证書书諾诺環环節节崗岗職职責责員员雙双權权屬属' +
  '區区級级層层質质圖图處处長长聯联絡络繫系報报錄录發发佈布來来欄栏題题內内請请階阶費费額额遞递產产業业資资訊讯組组織织執执營营狀状開开見见問问數数種种稅税訴诉議议動动態态為为與与' +
  '應应對对於于專专國国覈核預预點点經经製制達达導导領领負负維维護护綜综諮咨詢询覆复復复參参無无協协調调統统縣县戶户頭头個个隊队記记顧顾傳传輸输選选舉举範范圍围總总術术計计劃划齡龄' +
  '黨党屆届遷迁換换離离簽签訂订補补確确認认壓压繳缴貨货運运農农衛卫醫医藥药險险檔档園园場场廠厂鎮镇鄉乡歲岁學学歷历'

const SIMPLE = new Map(
  (PAIRS.match(/../gu) ?? []).map((pair) => [pair.slice(0, 1), pair.slice(1)] as const),
)
const ANY = new RegExp(`[${[...SIMPLE.keys()].join('')}]`, 'gu')

/** A word of ours for comparing, in simplified characters. Never for names of people or places. */
export function simplified(text: string): string {
  return text.replace(ANY, (char) => SIMPLE.get(char) ?? char)
}
