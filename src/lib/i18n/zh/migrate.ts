import type { migrateProblems } from '../../errors/codes/migrate.js'
import type { Words } from '../words.js'

const near = (names: readonly string[]) =>
  names.length > 0 ? [`是否应为「${names.join('」或「')}」？`] : []

const dbfFaults = {
  short: '文件不完整',
  header: '表头不合规定',
  fields: '表头中没有字段',
  length: '各字段长度之和与记录长度不符',
  dbase2: '属 dBase II 格式',
  dbase7: '属 dBase 7 格式',
}

const fileChanges = {
  header: () => '表头与映射不符',
  row: (line: number) => `第 ${line} 行读不出来`,
  twice: (line: number) => `第 ${line} 行与前面的行主键相同`,
  interrupted: () => '而上次迁移中断，改动和没有写完的分不清',
  meanwhile: () => '就在迁移的时候',
}

export const migrate: Words<typeof migrateProblems> = {
  'HK-MIG-001': ({ place, reason }) => ({
    message: `读不到旧系统数据：${place}（${reason}）`,
    fix: ['核对映射文件 source 中的路径或地址、账号；路径从映射文件所在文件夹算起'],
  }),
  'HK-MIG-002': ({ table, place, nearest }) => ({
    message: `${place} 中没有表「${table}」`,
    fix: [...near(nearest), '运行 hallkit migrate profile 查看有哪些表'],
  }),
  'HK-MIG-003': ({ file, byte, megabytes }) => ({
    message: `${file} 从第 ${byte} 字节起，一行超过 ${megabytes} MB，不像文本表`,
    fix: ['核对是否为文本导出文件；是的话，请重新导出，每条记录一行'],
  }),
  'HK-MIG-004': ({ file, line }) => ({
    message: `${file} 有的行是 UTF-8，有的行不是（如这一段的第 ${line} 行），无法断定编码`,
    fix: [
      '整份是 UTF-8、个别行损坏的，在映射文件的 source 里写 encoding: utf-8，损坏的行会单独列出',
      '由两份编码不同的文件拼成的，请分开',
    ],
  }),
  'HK-MIG-005': ({ file }) => ({
    message: `${file} 是空文件，一行也没有`,
    fix: ['重新导出；不是数据的（说明、日志），移出这个文件夹'],
  }),
  'HK-MIG-006': ({ file, reason }) => ({
    message: `${file} 不是能读的 dBase/FoxPro 表：${dbfFaults[reason]}`,
    fix: [
      '核对文件是否传完整、是否真是 .dbf 表；dBase II、dBase 7 的表请在原软件中另存为 dBase III 或文本',
    ],
  }),
  'HK-MIG-007': ({ file, claimed, found }) => ({
    message: `${file} 的表头写有 ${claimed} 条记录，文件里实有 ${found} 条`,
    fix: [
      '多为复制中断，或原系统异常退出；请重新复制原文件再试',
      '确认以文件实有记录为准的，在映射文件的 source 里写 rows: file',
    ],
  }),
  'HK-MIG-008': ({ file, reason }) => ({
    message: `${file} 已损坏、需要密码，或不是 Access 数据库（${reason}）`,
    fix: ['用 Access「压缩和修复数据库」后再试；有密码的，在 source 里写 password: env:变量名'],
  }),
  'HK-MIG-009': ({ driver }) => ({
    message: `没有安装 ${driver}，这类数据库读不了`,
    fix: [
      `在 hallkit 所在文件夹运行 npm install ${driver} 后再试`,
      '连不上的旧服务器，用 hallkit migrate unload 在服务器上导出',
    ],
  }),
  'HK-MIG-010': ({ entity, column, nearest }) => ({
    message: `「${entity}」要读的列「${column}」源表里没有`,
    fix: [...near(nearest), '核对映射文件中的列名；源表改过结构的，相应改映射'],
  }),
  'HK-MIG-011': ({ entity, file, nearest }) => ({
    message: `映射文件 ${file} 里没有「${entity}」`,
    fix: [...near(nearest), '写 entities 下的名称'],
  }),
  'HK-MIG-012': ({ table, columns }) => ({
    message: `目标表「${table}」缺少列：${columns.join('、')}`,
    fix: ['已有的目标表，本工具不改动其结构；请先在目标库中加列，或更正映射里的字段名'],
  }),
  'HK-MIG-013': ({ entity, needs }) => ({
    message: `迁移「${entity}」之前，须先迁移「${needs}」`,
    fix: [`先运行 --entity ${needs}，或不写 --entity，按顺序全部迁移`],
  }),
  'HK-MIG-014': ({ entity, columns }) => ({
    message: `「${entity}」的源表多出映射没有提到的列：${columns.join('、')}`,
    fix: [
      '要迁的，在 fields 中写明；不迁的，写进 from.ignore',
      '只需提醒的，把 contract.new_columns 改为 warn',
    ],
  }),
  'HK-MIG-015': ({ entity, columns }) => ({
    message: `「${entity}」的源表，列的类型与上一次迁移时不同：${columns.join('、')}`,
    fix: [
      '问清旧系统为什么改了类型，核对映射中这些列的步骤',
      '只需提醒的，把 contract.type_change 改为 warn',
    ],
  }),
  'HK-MIG-016': ({ since, reason }) => ({
    message:
      reason === 'date' ? `「${since}」不是日期或时间` : '映射里没有一类写明哪一列是最后修改时间',
    fix:
      reason === 'date'
        ? ['写成 2015-01-01 或 "2015-01-01 08:30"']
        : ['在 from 里写 since: 列名；没有这样的列，就全部再迁一遍，没有变化的行不重写'],
  }),
  'HK-MIG-017': ({ table, known }) => ({
    message: `大厅不收「${table}」这一类`,
    fix: [
      `to.table 可以写：${known.join('、')}`,
      '环节分工由 hallkit hall push 按收回的表录入；附件、流转过程作为字段写在所属的件上',
    ],
  }),
  'HK-MIG-018': ({ file, module, name, known, nearest }) => ({
    message: `${file} 要用程序代码 ${module} 的函数「${name}」，它没有导出`,
    fix: [...near(nearest), known.length > 0 ? `它导出的：${known.join('、')}` : '它没有导出函数'],
  }),
  'HK-MIG-020': ({ mapping }) => ({
    message: `${mapping} 没有中断的迁移可以继续`,
    fix: ['重新迁移用 hallkit migrate run；没有变化的行不会重写'],
  }),
  'HK-MIG-021': ({ what, name }) => ({
    message:
      what === 'mapping'
        ? '中断以后，映射文件或代码表改动过，不能接着原来的进度迁移'
        : `中断以后，「${name}」的源数据变了，不能接着原来的进度迁移`,
    fix: ['用 hallkit migrate run 从头再走一遍：已迁入且没有变化的行不会重写'],
  }),
  'HK-MIG-022': ({ entity, quarantined, read, resume }) => ({
    message: `「${entity}」退回待改的行太多，已停止：读了 ${read} 行，退回 ${quarantined} 行`,
    fix: [
      '运行 hallkit migrate quarantine list 看退回的原因；多半是映射写错了列或代码表不全',
      `改好后运行 ${resume}；确实允许这么多的，调大映射文件的 limits`,
    ],
  }),
  'HK-MIG-019': ({ file }) => ({
    message: `${file} 已经有了，不是这份映射写出的，不予覆盖`,
    fix: ['把这个文件移走或改名，或把映射 target 的 path 改成别的文件夹，再运行同一条命令'],
  }),
  'HK-MIG-029': ({ file, reason, line }) => ({
    message: `${file} 写出后被人改过，${fileChanges[reason](line)}，不予覆盖`,
    fix: [
      '运行 hallkit migrate reconcile 看哪些行不一样',
      '改动要保留的，先另存一份；把这个文件移走，再运行同一条命令，文件会重新写出',
    ],
  }),
  'HK-MIG-055': ({ table, engine }) => ({
    message: `目标表「${table}」用的是 ${engine}，没有事务，写到一半退不回来`,
    fix: [`请先在目标库里改为 InnoDB：ALTER TABLE ${table} ENGINE = InnoDB；视图请写它下面的表`],
  }),
  'HK-MIG-023': ({ target, reason }) => ({
    message: `目标库 ${target} 打不开或写不进：${reason}`,
    fix: [
      '核对映射文件 target 中的路径或地址、账号，磁盘是否已满，服务是否中断',
      '排除后重新运行同一条命令，从断点接着迁，已写入的不会重复',
    ],
  }),
  'HK-MIG-024': ({ file, source }) => ({
    message: `映射 ${file} 要用的口令没有提供：${source}`,
    fix: ['env: 开头的请设置同名环境变量，file: 开头的请放好该文件，再运行'],
  }),
  'HK-MIG-025': ({ run, known }) => ({
    message: `没有第 ${run} 次迁移`,
    fix: [known.length > 0 ? `已有的：第 ${known.join('、')} 次` : '还没有迁移过'],
  }),
  'HK-MIG-026': ({ entity, key, nearest }) => ({
    message: `「${entity}」没有主键为「${key}」的退回行`,
    fix: [...near(nearest), '运行 hallkit migrate quarantine list 查看'],
  }),
  'HK-MIG-028': ({ place, table, counted, read }) => ({
    message: `${place} 的表「${table}」有 ${counted} 行，读到 ${read} 行，已停止`,
    fix: [
      '旧系统还在写这张表的，停用或另存一份再迁：没有快照的表（MyISAM）一边写一边读，读不准',
      '没有人在写的，是本工具的差错：请改为把这张表导出成 CSV 再迁，并告知维护人员',
    ],
  }),
  'HK-MIG-043': ({ key, standing }) => ({
    message: {
      unknown: `${key} 大厅收没收还不明，要先查清`,
      there: `${key} 已查明在大厅里，计入迁入，不用另定`,
      absent: `${key} 不是大厅收没收不明的一行`,
    }[standing],
    fix: {
      unknown: ['先到大厅查，用 migrate quarantine settle 写明有没有'],
      there: ['运行 migrate run --only-quarantine 计入；查错了的，用 migrate quarantine settle 改'],
      absent: ['用 migrate quarantine list 看是什么原因'],
    }[standing],
  }),
  'HK-MIG-048': ({ step, place, seconds }) => ({
    message: `程序步骤 ${step} 算到 ${place} 一行，${seconds} 秒还没有算完，已停止`,
    fix: [
      '请写这段代码的人改正（多为死循环，或正则表达式对这一行的内容算不完），改好后再运行',
      '确实要算这么久的，在映射里写 limits: { code: { seconds: 600 } }',
    ],
  }),
  'HK-MIG-047': ({ file, count, lines }) => ({
    message: `${file} 还有 ${count} 处 TODO 未定（第 ${lines.join('、')}${count > lines.length ? '……' : ''} 行），不能正式迁移`,
    fix: [
      '用 migrate lint 逐处看，请熟悉旧系统的人定，定完删去 TODO',
      '只想看会怎样的，用 migrate plan 试算',
    ],
  }),
  'HK-MIG-042': ({ first, count, cause }) => ({
    message: `送往大厅时断了，${count > 1 ? `${first} 等 ${count} 件` : first} 大厅收没收不明：${cause}`,
    fix: [
      '大厅恢复后运行 migrate resume 接着迁：不明的不重送，列入退回待改，其余照迁',
      '不明的请到大厅查，用 migrate quarantine settle 写明有没有',
    ],
  }),
  'HK-MIG-046': ({ file }) => ({
    message: `${file} 用了预写日志（WAL），所在的文件夹不能写，SQLite 读不了`,
    fix: ['把它连同旁边的 -wal 文件（有的话）一起复制到能写的文件夹，从那里读；原件不动'],
  }),
  'HK-MIG-027': ({ file }) => ({
    message: `${file} 里的台账是另一个版本的 hallkit 写的，这个版本接不上`,
    fix: [
      '用写它的那个版本继续迁移、对账，或用 migrate rollback 收回',
      '收回以后要用这个版本重新迁的，把这个文件移走（目标是数据库文件的，连同目标一起换新的）',
    ],
  }),
}
