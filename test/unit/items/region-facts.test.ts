import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { templatesDir } from '../../../src/lib/assets/index.js'
import { loadRegions, loadRegionYears } from '../../../src/lib/items/index.js'

const folder = join(templatesDir(), 'profiles')
const regions = await loadRegions(join(folder, 'regions.csv'))
const file = join(folder, 'region-changes.csv')
const years = await loadRegionYears(file, regions)
const names = new Map<string, string>()
for (const line of (await readFile(join(folder, 'regions.csv'), 'utf8')).split('\n'))
  names.set(line.slice(0, 6), line.slice(7))
const changes = (await readFile(file, 'utf8')).split('\n').filter((line) => /^\d/.test(line))

test.each([
  ['岳池县 went from 广安地区 to 广安市', '513621', 1998, '511621'],
  ['宁乡县 became a city', '430124', 2017, '430182'],
  ['郫县 became 郫都区', '510124', 2016, '510117'],
  ['富阳市 became 富阳区', '330183', 2014, '330111'],
  ['溧水县 became 溧水区', '320124', 2013, '320117'],
  ['高淳县 became 高淳区', '320125', 2013, '320118'],
  ['涪陵 枳城区 came to 重庆', '517002', 1997, '500102'],
  ['万县市 龙宝区 came to 重庆', '511202', 1997, '500101'],
  ['黔江 came to 重庆 and became 黔江区', '513523', 2000, '500114'],
  ['永川市 of 四川 became 永川区 of 重庆', '510281', 2006, '500118'],
  ['简阳 went from 内江 to 资阳 to 成都', '511082', 2016, '510185'],
  ['莱芜市 went to 济南', '371200', 2018, '370100'],
  ['南汇区 went to 浦东新区', '310119', 2009, '310115'],
  ['闸北区 went to 静安区', '310108', 2015, '310106'],
  ['襄城县 went from 平顶山 to 许昌', '410426', 1997, '411025'],
  ['黔阳县 and 洪江市 became one city', '433021', 1997, '431281'],
  ['寿县 went from 六安 to 淮南', '342422', 2015, '340422'],
  ['居巢区 became 巢湖市', '342601', 2011, '340181'],
  ['琼海市 was numbered anew', '460002', 2001, '469002'],
  ['儋州市 became a city of the second level', '460003', 2015, '460400'],
  ['香坊区 was numbered anew, 动力区 came to it', '230107', 2006, '230110'],
  ['昌都县 became 卡若区', '542121', 2014, '540302'],
  ['湟中县 became 湟中区', '632124', 2019, '630106'],
  ['石嘴山区 became 惠农区', '640203', 2003, '640205'],
  ['米泉市 went to 米东区', '652303', 2007, '650109'],
  ['海拉尔市 became 海拉尔区', '152101', 2001, '150702'],
  ['浑南区 kept the code of 东陵区', '210112', 2016, '210112'],
  ['平潭县 never changed', '350128', 2023, '350128'],
  ['公主岭市 went from 四平 to 长春', '220381', 2020, '220184'],
])('%s', (_, code, year, then) => {
  expect(years.in(code, year)).toEqual({ code: then })
  if (then !== code) expect(years.in(code, year - 1)).not.toEqual({ code: then })
})

test.each([
  ['达县: 达川区, and nine towns to 通川区', '511721', 2013, ['511703', '511702']],
  ['宜宾县: 叙州区 and 翠屏区', '511521', 2018, ['511504', '511502']],
  ['邯郸县: 邯山区 and 丛台区', '130421', 2016, ['130402', '130403']],
  ['绍兴县: 柯桥区 and 越城区', '330621', 2013, ['330603', '330602']],
  ['随州 曾都区: 曾都区 and 随县', '421302', 2009, ['421303', '421321']],
  ['地级巢湖市: 合肥, 芜湖 and 马鞍山', '341400', 2011, ['340100', '340200', '340500']],
  ['澄海市: 澄海区, and two towns to 龙湖区', '440583', 2003, ['440515', '440507']],
])('%s', (_, code, year, among) => {
  expect(years.in(code, year)).toEqual({ fault: 'divided', among })
})

test('a district that did not exist yet is later, also where it took only a part of another', () => {
  expect(years.in('511603', 2012)).toEqual({ fault: 'later' })
  expect(years.in('511603', 2013)).toEqual({ code: '511603' })
})

test('a code that two divisions bore is never taken for either', () => {
  const reused = [...new Set(changes.map((line) => line.slice(0, 6)))].filter((code) => {
    const found = years.in(code, 2023)
    return 'fault' in found && found.fault === 'reused'
  })
  expect(reused).toEqual([
    ...['142702', '142703', '232701', '340302', '340303', '340304', '340311', '410307'],
    ...['430202', '430203', '430204', '430211', '430502', '430511'],
    ...['469025', '469026', '469027', '469028', '469030', '469031', '469033'],
  ])
  expect(years.in('430204', 1997)).toEqual({ fault: 'reused' })
  expect(years.in('460030', 2023)).toEqual({ code: '469025' })
})

test('every province has changes', () => {
  const provinces = new Set(
    [...names.keys()].filter((code) => /^\d/.test(code)).map((code) => code.slice(0, 2)),
  )
  expect(new Set(changes.map((line) => line.slice(0, 2)))).toEqual(provinces)
})

/** Lines of codes that only one list carried beside the standard's: counted, a division would count twice. */
const BESIDE = /,(?:2002,2007|2006,2009),|^(?:340205|33258[12]|362501|410881|5170\d\d),/
/** Not counted as divisions of the third level: islands of 海南 before 2020, 嘉峪关, 大柴旦, development zones, forest bureaux. */
const BELOW = /^(?:46003[789]|46903[123]|46032\d|620201|632857|\d{4}[67]\d|\d{4}00)$/

/** The names of the divisions that stood at the end of a year, by code. */
function standing(year: number) {
  const found = new Map([...names].filter(([code]) => /^\d{6}$/.test(code)))
  for (const line of changes) found.delete(line.slice(0, 6))
  for (const line of changes.filter((one) => !BESIDE.test(one))) {
    const [code = '', name = '', begun, ended] = line.split(',')
    if (Number(begun || 0) <= year && year < Number(ended || Infinity)) found.set(code, name)
  }
  return [...found].filter(([code]) => !BELOW.test(code))
}

function counted(divisions: readonly (readonly [string, string])[]) {
  const kinds = divisions.map(([, name]) => name)
  const districts = kinds.filter((name) => /(?<!特|架林)区$/.test(name))
  return [kinds.length, districts.length, kinds.filter((name) => name.endsWith('市')).length]
}

/** Divisions of the third level, districts and cities among them: 中国统计年鉴, 表1-1 全国行政区划. */
test.each([
  [1998, 2863, 737, 437],
  [2000, 2861, 787, 400],
  [2003, 2861, 845, 374],
  [2007, 2859, 856, 368],
  [2011, 2853, 857, 369],
  [2015, 2850, 921, 361],
  [2019, 2846, 965, 387],
])('at the end of %i as many divisions stand as the yearbook counts', (year, ...count) => {
  expect(counted(standing(year))).toEqual(count)
})

test('at the end of 2007 as many stand in each province as the yearbook counts', () => {
  const book = `11 18 16 0|12 18 15 0|13 172 36 22|14 119 23 11|15 101 21 11|21 100 56 17|22 60 20 20|23 128 64 18
31 19 18 0|32 106 54 27|33 90 32 22|34 105 44 5|35 85 26 14|36 99 19 10|37 140 49 31|41 159 50 21|42 102 38 24
43 122 34 16|44 121 54 23|45 109 34 7|46 20 4 6|50 40 19 0|51 181 43 14|52 88 10 9|53 129 12 9|54 73 1 1|61 107 24 3
62 86 17 4`
  const divisions = standing(2007)
  const found = book.split(/[|\n]/).map((line) => {
    const [province = ''] = line.split(' ')
    return [province, ...counted(divisions.filter(([code]) => code.startsWith(province)))].join(' ')
  })
  expect(found).toEqual(book.split(/[|\n]/))
})
