import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import ExcelJS from 'exceljs'

type Cell = string | number

/** A workbook of one sheet: its rows and merged ranges. */
interface Table {
  readonly sheet: string
  readonly rows: readonly (readonly Cell[])[]
  readonly merges?: readonly string[]
}

const BLOCK = ['序号', '姓名', '岗位', '流程节点', '联系电话']
const FOUR = ['系统管理员', '', '', '维护员', '', '', '操作员', '', '', '监察员', '', '']
const THREE = ['责任领导', '', '', '', '联络人员', '', '', '', '技术人员', '', '', '']
const CARD = ['姓名', '职务', '办公电话', '手机']
const PARTICIPANTS = [
  '序号',
  '参演单位',
  '系统管理员',
  '综合管理员',
  '业务审批员',
  '参演人员',
  '参演人数',
]

/** People sheets as units make them, none of them ours: every shape that third parties sent, by file name. */
export const peopleSheets: Readonly<Record<string, Table>> = {
  '林业局人员情况.xlsx': {
    sheet: '人员表',
    rows: [
      ['勐海县林业局流程节点人员情况表'],
      ['填报单位：勐海县林业局', '', '', '', '', '填报时间：2015.4.2'],
      ['序号', '姓名', '职务', '科室', '办理事项', '流程环节', '联系方式', '', '身份证号', 'A/B岗'],
      ['', '', '', '', '', '', '办公电话', '手机', '', ''],
      [
        1,
        '王 伟',
        '股长',
        '林政股',
        '林木采伐许可',
        '审核',
        5120001,
        13800138001,
        Number('532822199001011230'),
        'A岗',
      ],
      [2, '李芳、赵强', '科员', '林政股', '同上', '受理', '', '13800138002、13800138003', '', ''],
      [3, '艾力·买买提', '副局长', '', '全部事项', '审批', '5120004', '', '', 'A'],
      [4, '待定', '', '', '林木采伐许可', '办结', '', '', '', ''],
    ],
    merges: [
      'A1:J1',
      'G3:H3',
      ...['A', 'B', 'C', 'D', 'E', 'F', 'I', 'J'].map((c) => `${c}3:${c}4`),
    ],
  },
  '全县人员汇总.xlsx': {
    sheet: 'Sheet1',
    rows: [
      ['勐海县网上大厅人员汇总表'],
      ['序号', '单位名称', '姓名', '职务', '角色', '办公电话', '手机号码'],
      [1, '勐海县民政局', '张三', '局长', '系统管理员', '5121111', '13900000001'],
      [2, '', '李四', '科员', '综合管理员', '', '13900000002'],
      [3, '教育局', '张三', '主任', '系统管理员', '', '13900000004'],
      [4, '县水务局', '孙七', '科员', '综合管理员、系统管理员', '', '13900000006'],
      [5, '天宫局', '周八', '科员', '综合管理员', '', '13900000007'],
    ],
    merges: ['A1:G1', 'B3:B4'],
  },
  '气象局A、B岗对应表.xlsx': {
    sheet: '对应表',
    rows: [
      ['气象局审批事项A、B岗对应表'],
      ['序号', '事项名称', '受理环节', '', '审核环节', '', '审批环节', ''],
      ['', '', 'A岗', 'B岗', 'A岗', 'B岗', 'A岗', 'B岗'],
      [1, '防雷装置设计审核', '刘一', '陈二', '杨三', '', '黄四', '无'],
      [2, '升放气球许可', '刘一', '陈二', '杨三', '', '黄四', ''],
    ],
    merges: ['A1:H1', 'A2:A3', 'B2:B3', 'C2:D2', 'E2:F2', 'G2:H2'],
  },
  '人防办分工.xlsx': {
    sheet: '分工',
    rows: [
      ['事项名称', '受理人', '审核人', '审批人', '办结人'],
      ['人防工程审批', '曹一', '曹二（主任）', '曹三', '曹一'],
    ],
  },
  '各单位人员.xlsx': {
    sheet: '人员',
    rows: [
      ['网上大厅人员信息表'],
      ...[['填报单位：财政局'], BLOCK, [1, '吴一', '受理岗', '受理', '13700000001'], []],
      ...[['填报单位：司法局'], BLOCK, [1, '郑一', '受理岗', '受理', '13700000003'], []],
      ...[['填报单位：公安局'], BLOCK, [1, '冯一', '审批岗', '审批', '13700000005']],
    ],
  },
  '人员名册.xlsx': {
    sheet: '人员',
    rows: [
      ...[['人员名册'], ['序号', '姓名', '职务', '角色', '电话']],
      ...[
        ['一、残联'],
        [1, '吕一', '理事长', '系统管理员', ''],
        ['二、地震局'],
        [1, '施一', '局长', '综合管理员', ''],
      ],
    ],
    merges: ['A1:E1', 'A3:E3', 'A5:E5'],
  },
  '四员名单.xlsx': {
    sheet: 'Sheet1',
    rows: [
      ['单位', '类别', '姓名', '职务', '联系电话'],
      ['档案局', '系统管理员', '蒋一', '主任', '13600000001'],
      ['', '操作员', '蒋三 沈四', '科员', '13600000003 13600000004'],
      ['', '监察员', '韩五', '纪检组长', ''],
    ],
  },
  '民宗局四员名册.xlsx': {
    sheet: 'Sheet1',
    rows: [
      ['序号', '单位名称', ...FOUR],
      [
        '',
        '',
        ...[
          '姓名',
          '职务',
          '电话',
          '姓名',
          '职务',
          '电话',
          '姓名',
          '职务',
          '电话',
          '姓名',
          '职务',
          '电话',
        ],
      ],
      [
        1,
        '民宗局',
        '蒋一',
        '主任',
        '13600000001',
        '蒋二',
        '科员',
        '',
        '蒋三',
        '',
        '',
        '韩五',
        '',
        '',
      ],
    ],
    merges: ['C1:E1', 'F1:H1', 'I1:K1', 'L1:N1', 'A1:A2', 'B1:B2'],
  },
  '附表1.xlsx': {
    sheet: '附表1',
    rows: [
      ['附表1'],
      PARTICIPANTS,
      [1, '发改工信局', '张一', '李二', '王三、赵四', '张一、李二、王三', 3],
      [2, '国土局', '张一', '', '王三', '张一 李二 王三 赵四 钱五', 4],
    ],
  },
  '相关人员登记表.xlsx': {
    sheet: '表1',
    rows: [
      ['序号', '单位名称', ...THREE],
      ['', '', ...CARD, ...CARD, ...CARD],
      [
        1,
        '住建局',
        '孔一',
        '副局长',
        '5120009',
        '',
        '孔二',
        '主任',
        '',
        '13200000002',
        '孔三',
        '科员',
        '',
        '',
      ],
    ],
    merges: ['C1:F1', 'G1:J1', 'K1:N1', 'A1:A2', 'B1:B2'],
  },
  '城管局人員.xlsx': {
    sheet: 'Sheet1',
    rows: [
      ['填報單位：城管局'],
      ['序號', '事項名稱', '流程節點', '崗位', '姓名', '用戶工號', '角色'],
      [1, '户外广告设置许可', '受理', '受理崗', '嚴一', '', '受理人員'],
      [2, '同上', '審核', '審核崗', '嚴二', '', '審核人員'],
    ],
  },
}

/** Writes those sheets and one of plain text into a folder; gives its path. */
export async function writePeopleSheets(dir: string): Promise<string> {
  await mkdir(dir, { recursive: true })
  for (const [name, { sheet, rows, merges = [] }] of Object.entries(peopleSheets)) {
    const book = new ExcelJS.Workbook()
    const page = book.addWorksheet(sheet)
    for (const row of rows) page.addRow([...row])
    for (const range of merges) page.mergeCells(range)
    await writeFile(join(dir, name), new Uint8Array(await book.xlsx.writeBuffer()))
  }
  const text =
    '序号,姓名,性别,职务,手机\n1,欧阳 娜娜,女,科长,1.39E+10\n2,何 明,男,科员,13500000002.0\n'
  await writeFile(join(dir, '烟草局参演人员名单.csv'), text)
  return dir
}
