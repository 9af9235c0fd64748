/** Traditional characters of words for roles, nodes, posts and yes/no, each followed by its simplified form. */
const PAIRS =
  '審审覈核預预節节點点環环崗岗職职責责員员務务辦办結结經经業业證证製制達达監监導导領领單单機机構构關关負负錄录' +
  '維维護护綜综諮咨詢询覆复復复參参與与無无請请處处協协調调統统縣县級级窗窗門门戶户頭头個个隊队長长書书記记顧顾問问類类' +
  '電电話话號号聯联絡络專专傳传輸输發发佈布選选舉举權权範范圍围區区總总務务屬属術术雙双設设計计劃划對对應应準准'

const SIMPLE = new Map(
  (PAIRS.match(/../gu) ?? []).map((pair) => [pair.slice(0, 1), pair.slice(1)] as const),
)

/** A word for comparing with those we know, in simplified characters. Never for names of people. */
export function simplified(text: string): string {
  return [...text].map((char) => SIMPLE.get(char) ?? char).join('')
}
