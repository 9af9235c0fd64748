import type {
  AnswerFlaw,
  migrateSurveyFindings,
  migrateSurveyProblems,
} from '../../errors/codes/migrate-survey.js'
import type { Words } from '../words.js'

const minute = (at: string) => at.slice(0, 16).replace('T', ' ')

const signs = {
  question: '汉字旁边有问号，是写入旧系统时就丢了的字',
  replaced: '有解码不出的字（�、锟斤拷）',
  private: '有自造字（私用区）',
  'gbk-as-latin1': '是 GBK 的字存进了 latin1 的列（形如 ÍõÎ°）',
  'utf8-as-latin1': '是 UTF-8 的字被当作 latin1 又存了一遍（形如 çŽ‹ä¼Ÿ）',
  'utf8-as-gbk': '是 UTF-8 的字被当作 GBK 读过（形如 鐜嬩紵）',
  control: '有控制符',
}
const answers: Readonly<
  Record<AnswerFlaw, (key: string, text: string) => { message: string; fix: string[] }>
> = {
  'not-kept-out': (key) => ({
    message: `${key} 现在没有退回，没有采用`,
    fix: ['用 migrate quarantine list 看还有哪些；已迁入的在大厅里改'],
  }),
  changed: (key) => ({
    message: `${key} 在旧系统里已经变了，没有采用`,
    fix: ['重新导出，照新的内容改'],
  }),
  way: (key, text) => ({
    message: `${key} 的「处理」写的是「${text}」，没有采用`,
    fix: [
      '写更正、不迁、补录，或不写（改了的格就是更正）；送出后大厅收没收不明的，写大厅已有或大厅没有',
    ],
  }),
  reason: (key) => ({
    message: `${key} 没有写「处理意见」，没有采用`,
    fix: ['在表里写明，或用 --because 给全表一个理由'],
  }),
  long: (key, text) => ({
    message: `${key} 的「${text}」太长，表格里放不下全文，改动没有采用`,
    fix: ['用 migrate quarantine fix 更正这一列'],
  }),
  unsure: (key) => ({
    message: `${key} 大厅收没收要先查清，没有采用`,
    fix: ['到大厅按编号查，在「处理」里写大厅已有或大厅没有'],
  }),
  unchanged: (key) => ({
    message: `${key} 写了更正，却一格也没有改`,
    fix: ['把不对的格改成正确内容；不要这一行的写不迁'],
  }),
}
const recover = {
  question: [
    '内容找不回来：到证件、档案核对后，用 migrate quarantine fix 补上；映射里用 intact 一步拦下',
  ],
  replaced: ['内容找不回来：到证件、档案核对后补上；映射里用 intact 一步拦下'],
  private: ['向旧系统厂商要造字表，或到证件核对；映射里用 intact 一步拦下'],
  'gbk-as-latin1': [
    '可以完整找回：在 source 里写 encoding: gb18030（profile 加 --encoding gb18030 再看一遍）',
  ],
  'utf8-as-latin1': [
    '可以找回：在 source 里写 encoding: utf-8；只有个别行如此的，用 migrate quarantine fix 更正',
  ],
  'utf8-as-gbk': ['核对 source 里的 encoding，多半应为 utf-8；只有个别行如此的，逐行更正'],
  control: ['多为定长字段的填充；映射里用 trim 去掉'],
}

const UNLOAD = (driver: string) =>
  driver === 'oracle' || driver === 'sqlserver'
    ? `不便改的，用 hallkit migrate unload ${driver} 写出脚本，让旧服务器自己导出`
    : '不便改的，让厂商导出为文本（UTF-8 或 GB18030），按文件迁移'
const PACKAGES: Readonly<Record<string, string>> = { sqlserver: 'mssql', oracle: 'oracledb' }
const causes: Readonly<Record<string, (driver: string) => readonly [string, ...string[]]>> = {
  driver: (driver) => [
    '没有安装驱动',
    `在 hallkit 所在文件夹运行 npm install ${PACKAGES[driver] ?? driver}`,
    UNLOAD(driver),
  ],
  tls: (driver) => [
    '服务器的加密协议太旧，或证书是自己签发的',
    '证书是自己签发的，在 source 里写 trust_certificate: true；协议太旧的，写 encrypt: false（口令和数据不加密，只在内网用）',
    UNLOAD(driver),
  ],
  'oracle-old': () => [
    '服务器是 Oracle 11g 或更早，直连方式不支持',
    '用 hallkit migrate unload oracle 写出脚本，在旧服务器上用 sqlplus 导出',
  ],
  'oracle-verifier': () => [
    '账号的口令还是 Oracle 10g 的存法，直连方式不支持',
    '请管理员给这个账号重设一次口令（ALTER USER），或用 hallkit migrate unload oracle 导出',
  ],
  'mysql-old-login': () => [
    '账号用的是 MySQL 4.1 以前的登录方式',
    '请管理员在旧库执行 SET PASSWORD 重设口令，或用 mysqldump 导出后装进新的 MySQL',
  ],
  login: () => ['账号或口令不对', '核对 source 里的 user；口令用 env:变量名 或 file:文件 提供'],
  database: () => ['没有这个库', '核对库名或服务名，注意大小写'],
  refused: () => [
    '服务器没有在这个端口上应答',
    '核对端口；旧服务是否已启动、是否只允许本机连接、防火墙是否放行',
  ],
  host: () => ['找不到这台服务器', '核对地址；是否在同一个网络'],
  timeout: (driver) => ['等不到应答', '核对网络和防火墙', UNLOAD(driver)],
  charset: () => ['认不准文字的编码', '在 source 里写明 encoding，如 gb18030、utf-8、big5'],
  missing: () => ['没有这个文件或文件夹', '核对路径；映射里的路径从映射文件所在文件夹算起'],
  privilege: () => ['没有读的权限', '请管理员给这个账号 SELECT 权限；文件的，给读权限'],
  damaged: () => ['文件不完整、已损坏或有口令', '重新复制原文件；Access 的先用“压缩和修复数据库”'],
  other: (driver) => ['打不开', UNLOAD(driver)],
}
const because = (cause: string, driver: string) =>
  (causes[cause] ?? causes['other'])?.(driver) ?? ['']

export const migrateSurvey: Words<typeof migrateSurveyProblems> &
  Words<typeof migrateSurveyFindings> = {
  'HK-MIG-030': ({ source }) => ({
    message: `看不出 ${source} 是哪一种旧系统数据`,
    fix: [
      '可以是 .dbf .mdb .accdb .csv .txt .xlsx .xls .sqlite 文件，放这些文件的文件夹，映射文件（.yaml）',
      '数据库写成 mysql://用户@主机:端口/库名，也可以是 postgres、sqlserver、oracle',
    ],
  }),
  'HK-MIG-031': ({ address }) => ({
    message: `地址 ${address} 里写了口令`,
    fix: ['口令会留在命令记录里；请去掉，改写 --password env:变量名 或 --password file:文件'],
  }),
  'HK-MIG-032': ({ source, faults }) => ({
    message: `${source} 还缺或多写了：${faults.join('；')}`,
    fix: ['地址的写法：mysql://用户@主机:端口/库名?选项=值；选项与映射文件 source 中的相同'],
  }),
  'HK-MIG-033': ({ file }) => ({
    message: `${file} 已经有了，没有覆盖`,
    fix: ['换一个文件名；确要重写的加 --force，已作的修改会丢失'],
  }),
  'HK-MIG-034': ({ entity, key, nearest }) => ({
    message: `「${entity}」的补录清单里没有「${key}」`,
    fix: [
      ...(nearest.length > 0 ? [`是否应为「${nearest.join('」或「')}」？`] : []),
      '运行 hallkit migrate manual list 查看；退回的行先用 migrate manual open 列入清单',
    ],
  }),
  'HK-MIG-035': ({ key, hallKey, operator }) => ({
    message: `${key} 已经由${operator}录入，大厅编号 ${hallKey}`,
    fix: ['两个编号都在大厅里的，是录重了：请在大厅里作废一件'],
  }),
  'HK-MIG-036': ({ hallKey, key }) => ({
    message: `大厅编号 ${hallKey} 已经用来销了 ${key}`,
    fix: ['核对编号；一件办件一个编号'],
  }),
  'HK-MIG-504': ({ operator, cases, from, to }) => ({
    message: `疑似事后批量补录：${operator}在 ${minute(from)} 至 ${minute(to)} 连续录入过期的 ${cases} 件`,
    fix: ['核对原件和实际办理时间；大厅里这些件的时间须如实填写，并在对账单中说明'],
  }),
  'HK-MIG-505': ({ cases }) => ({
    message: `有 ${cases} 件补录已过期未录`,
    fix: ['当天录进大厅，用 migrate manual close 销去；确不必录的，另行书面说明'],
  }),
  'HK-MIG-038': ({ file, table, counted, found }) => ({
    message: `「${table}」旧服务器数得 ${counted} 行，${file} 里有 ${found} 行`,
    fix: ['导出期间有人在写，或文件没有复制完整：停用旧系统后重新导出，整个文件夹一起复制'],
  }),
  'HK-MIG-039': ({ file, byte }) => ({
    message: `${file} 没有写完（从第 ${byte} 字节起不成一行）`,
    fix: ['导出中断，或磁盘满了：看旧服务器上的提示，重新导出'],
  }),
  'HK-MIG-040': ({ example, known }) => ({
    message: `没有例子「${example}」`,
    fix: [`有：${known.join('、')}`],
  }),
  'HK-MIG-037': ({ file, reason }) => ({
    message: `${file} 读不出代码对照表（${reason}）`,
    fix: ['用 hallkit migrate codes export 导出的表填写；表头不要改'],
  }),
  'HK-MIG-510': ({ table, value, target }) => ({
    message: `「${value}」（${table}）在表里填了不止一种对应，这里填的是「${target}」，没有采用`,
    fix: ['同一个值只能对应一种；请定下来再导入'],
  }),
  'HK-MIG-511': ({ table, known }) => ({
    message: `映射里没有对照表「${table}」`,
    fix: [`「对照表」一栏照原样，不要改；映射里有：${known.join('、')}`],
  }),
  'HK-MIG-512': ({ table, value, target, allowed }) => ({
    message: `「${value}」（${table}）不能对应「${target}」`,
    fix: [
      allowed.length > 0 ? `只能填：${allowed.join('、')}` : '这张对照表里对应的都是数字，请填数字',
    ],
  }),
  'HK-MIG-513': ({ table, value, target }) => ({
    message: `「${value}」对应的「${target}」，对照表 ${table} 以前没有用过；已采用`,
    fix: ['核对不是笔误；是的话改好再导入一次'],
  }),
  'HK-MIG-041': ({ file }) => ({
    message: `${file} 不是退回待改表`,
    fix: [
      '用 hallkit migrate quarantine export 导出的表填写；表头的「主键」「处理」「校验码」等列不要删',
    ],
  }),
  'HK-MIG-514': ({ key, why, text }) => answers[why](key, text),
  'HK-MIG-520': ({ place, driver, cause, reason }) => {
    const [why = '', ...fix] = because(cause, driver)
    return { message: `${place}（${driver}）打不开：${why}（${reason}）`, fix }
  },
  'HK-MIG-521': ({ place, driver, table, cause, reason }) => {
    const [why = '', ...fix] = because(cause, driver)
    return { message: `${place}（${driver}）的表 ${table} 读不了：${why}（${reason}）`, fix }
  },
  'HK-MIG-522': ({ place, tables }) => ({
    message: `${place} 有没有主键的表：${tables.slice(0, 10).join('、')}`,
    fix: ['能读，但要按整行排序，大表很慢；可请管理员加一个不重复的索引，或导出为文件再迁'],
  }),
  'HK-MIG-523': ({ folder, needed, free }) => ({
    message: `${folder} 所在磁盘剩 ${free} MB，估计要 ${needed} MB（目标、台账、试算的副本）`,
    fix: ['清理磁盘，或把映射 target 的路径改到别的磁盘'],
  }),
  'HK-MIG-524': ({ folder, disk }) => ({
    message: `${folder} 在网络盘或同步盘上（${disk}），数据库可能损坏`,
    fix: ['把映射 target 的路径改到本机磁盘'],
  }),
  'HK-MIG-525': ({ folder, reason }) => ({
    message: `目标要写到 ${folder}，写不了（${reason}）`,
    fix: ['建好这个文件夹，给写权限；或改映射 target 的路径'],
  }),
  'HK-MIG-526': ({ driver, entity, reason }) => ({
    message: `目标（${driver}）${entity === '' ? '连不上' : `不收「${entity}」`}：${reason}`,
    fix: ['核对映射 target 的地址、账号、令牌和 to.table、字段名；大厅要先启动'],
  }),
  'HK-MIG-527': ({ entity, table }) => ({
    message: `目标的 ${table} 里已有数据（${entity}）`,
    fix: ['是上次迁入的，接着迁即可；是别人录的，本工具不覆盖，主键相同、内容不同的会退回'],
  }),
  'HK-MIG-528': ({ entity, table, isOnce }) => ({
    message: `大厅说不出迁入的 ${table}（${entity}），对账时无法核对，也收不回来${isOnce ? '；送出后断线的收没收不明，要由人到大厅查' : ''}`,
    fix: [
      '请厂商提供查询，在连接器里写 migrated',
      ...(isOnce ? ['厂商按 key 去重的，在连接器里写 idempotent: true，断线后自己接得上'] : []),
    ],
  }),
  'HK-MIG-501': ({ table, column, sign, rows, places }) => ({
    message: `${table}.${column} 有 ${rows} 行${signs[sign]}，如 ${places.join('、')}`,
    fix: recover[sign],
  }),
  'HK-MIG-502': ({ table, rows }) => ({
    message: `${table} 有 ${rows} 行在源数据里就已残缺`,
    fix: ['迁移时会逐行退回，写明出处；能重新导出或复制的，先重新来过'],
  }),
  'HK-MIG-506': ({ table, columns }) => ({
    message: `${table} 没有认出表头：各行都当作数据，${columns} 列依次叫 #1、#2……`,
    fix: [
      `有表头的，在 source 里写明第几行：header: { ${table}: 1 }`,
      `没有表头的，映射里写 '#1'、'#2'（带引号），或在 source 的 columns 里写明列名（csv）：columns: { ${table}: [列名, 列名] }`,
    ],
  }),
  'HK-MIG-503': ({ table, columns }) => ({
    message: `${table} 有读不了的列：${columns.join('、')}`,
    fix: ['这些列（Access 的附件、多值列）请在原软件中另存为文件或普通列'],
  }),
}
