/** What `migrate profile` and its neighbours say on the screen. */
export const migrateSurvey = {
  columns: {
    column: '列',
    type: '类型',
    nulls: '空',
    distinct: '不同值',
    ends: '最小 至 最大',
    content: '内容',
    shapes: '常见样式',
    meaning: '像是',
    table: '表',
    rows: '行数',
    columns: '列数',
    key: '主键',
    rule: '依据',
    due: '限期',
    hallKey: '大厅编号',
    operator: '录入人',
  },
  doctor: {
    trying: (table: string) => `正在试读 ${table}`,
    source: (p: { place: string; driver: string; isOpen: boolean; tables: number }) =>
      p.isOpen
        ? `【${p.place}】${p.driver}，读得了：${p.tables} 张表`
        : `【${p.place}】${p.driver}，打不开`,
    verdict: (p: { isReady: boolean; findings: readonly unknown[] }): string => {
      if (!p.isReady) return '还不能迁移：先解决上面的错误'
      return p.findings.length > 0 ? '可以迁移；上面的提醒请先看过' : '可以迁移'
    },
  },
  example: (p: { folder: string; files: number }) => `例子写在 ${p.folder}（${p.files} 个文件）`,
  unload: {
    written: (files: readonly string[]) => `已写好：${files.join('、')}`,
    next: {
      sqlserver: [
        '一、把 unload.cmd 复制到旧服务器（或装有 bcp 的机器），停用旧系统',
        '二、在命令行运行：unload.cmd 服务器名 库名（用 Windows 登录；用数据库账号的，后面加账号）',
        '三、把生成的 out 文件夹整个复制回来，运行 hallkit migrate profile out --mapping 映射.yaml',
      ],
      oracle: [
        '一、把 unload.sql 复制到旧服务器（或装有 sqlplus 的机器）的空文件夹，停用旧系统',
        '二、先设 NLS_LANG=AMERICAN_AMERICA.AL32UTF8，再运行：sqlplus -S 用户@库 @unload.sql',
        '三、把这个文件夹整个复制回来，运行 hallkit migrate profile 文件夹 --mapping 映射.yaml',
      ],
    },
  },
  codes: {
    scanning: (entity: string) => `正在查找 ${entity} 的代码`,
    none: '所有代码都有对应',
    exported: (p: { codes: number; rows: number; file: string }) =>
      `${p.codes} 个代码没有对应，涉及 ${p.rows} 行，已写到 ${p.file}；填好后用 migrate codes import 读回`,
    takenIn: (p: { added: number; changed: number; same: number; blank: number; file: string }) =>
      `新增 ${p.added} 个，改动 ${p.changed} 个，未变 ${p.same} 个，未填 ${p.blank} 个；写在 ${p.file}`,
  },
  manual: {
    none: '没有要补录的办件',
    states: { open: '待录', late: '过期未录', keyed: '已录', 'keyed-late': '过期后录' },
    rules: (rule: string) => (rule === 'by-hand' ? '转补录' : rule),
    opened: (p: { key: string; due: string }) =>
      `${p.key} 已列入补录清单，${p.due} 当日办结；录好后用 migrate manual close 销去`,
    closed: (p: { key: string; hallKey: string; late: boolean }) =>
      `${p.key} 已销，大厅编号 ${p.hallKey}${p.late ? '（过期）' : ''}`,
  },
  contents: {
    empty: '空列',
    bytes: '二进制',
    'id-number': '身份证号',
    uscc: '信用代码',
    phone: '电话',
    date: '日期',
    'short-date': '两位年份',
    region: '区划',
    integer: '整数',
    decimal: '小数',
    person: '人名',
    text: '文字',
  },
  table: (p: {
    name: string
    rows: number
    key: readonly string[]
    candidates: readonly (readonly string[])[]
  }) =>
    `【${p.name}】${p.rows} 行；${
      p.key.length > 0
        ? `主键 ${p.key.join('+')}`
        : p.candidates.length > 0
          ? `可作主键：${p.candidates.map((names) => names.join('+')).join('、')}`
          : '没有能分清每一行的列'
    }`,
  references: '表与表的关系：',
  reference: (p: { table: string; column: string; to: string; toColumn: string; share: number }) =>
    `  ${p.table}.${p.column} → ${p.to}.${p.toColumn}${p.share < 1 ? `（约 ${Math.round(p.share * 100)}% 的值有）` : ''}`,
  reading: (p: { table: string; rows: number }) =>
    `正在看 ${p.table}：${p.rows.toLocaleString('en-US')} 行`,
  profiled: (p: { tables: number; rows: number }) => `共 ${p.tables} 张表、${p.rows} 行`,
  started: (p: { file: string; entities: number; todos: number }) =>
    `映射草稿写在 ${p.file}：${p.entities} 类数据，${p.todos} 处 TODO 待定；定好后运行 hallkit migrate lint ${p.file}`,
}
