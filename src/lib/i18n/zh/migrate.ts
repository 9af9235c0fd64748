import type { migrateFindings, migrateProblems } from '../../errors/codes/migrate.js'
import type { Words } from '../words.js'

const near = (names: readonly string[]) =>
  names.length > 0 ? [`是否应为「${names.join('」或「')}」？`] : []

const faults = {
  length: '位数不对',
  characters: '有不该有的字符',
  'check-digit': '校验码不对',
  region: '区划代码不对',
  date: '出生日期不对',
}

const dbfFaults = {
  short: '文件不完整',
  header: '表头不合规定',
  fields: '表头中没有字段',
  length: '各字段长度之和与记录长度不符',
  dbase2: '属 dBase II 格式',
  dbase7: '属 dBase 7 格式',
}

export const migrate: Words<typeof migrateProblems> & Words<typeof migrateFindings> = {
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
    message: `${file} 是空文件，没有表头`,
    fix: ['重新导出；没有表头的文件，在 source 的 columns 里写明列名'],
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
  'HK-MIG-027': ({ file }) => ({
    message: `${file} 里的台账是另一个版本的 hallkit 写的，这个版本接不上`,
    fix: [
      '用写它的那个版本继续迁移、对账，或用 migrate rollback 收回',
      '收回以后要用这个版本重新迁的，把这个文件移走（目标是数据库文件的，连同目标一起换新的）',
    ],
  }),
  'HK-MIG-201': ({ expected, found }) => ({
    message: `这一行有 ${found} 列，应有 ${expected} 列`,
    fix: ['多为内容里有未加引号的分隔符或换行；重新导出时加引号，或改用其他分隔符'],
  }),
  'HK-MIG-202': () => ({
    message: '有字符在源文件里已经损坏（解码不出来）',
    fix: ['到旧系统或原件核对这一格，用 quarantine fix 补上正确内容'],
  }),
  'HK-MIG-203': () => ({
    message: '这一行的引号没有成对',
    fix: ['更正源文件中这一行的引号，或重新导出'],
  }),
  'HK-MIG-204': ({ column }) => ({
    message: `「${column}」的备注内容已丢失`,
    fix: ['核对同名的 .fpt 或 .dbt 文件是否一并复制、是否完整；确已丢失的，人工补录'],
  }),
  'HK-MIG-301': () => ({
    message: '必填，却是空的',
    fix: ['到旧系统或档案核对后补上，或在映射中给默认值'],
  }),
  'HK-MIG-302': ({ text }) => ({
    message: `「${text}」看不出是哪一天`,
    fix: ['在映射的 date_cn 里写明这种写法，如 D/M/YYYY；个别写错的，更正这一格'],
  }),
  'HK-MIG-303': ({ text }) => ({
    message: `「${text}」没有这一天`,
    fix: ['更正日期；旧系统用它表示“没有日期”的，在映射里用 null_if 写明'],
  }),
  'HK-MIG-304': ({ text }) => ({ message: `「${text}」不是数`, fix: ['更正这一格'] }),
  'HK-MIG-305': ({ table, text }) => ({
    message: `代码「${text}」在代码表 ${table} 里没有对应`,
    fix: ['运行 hallkit migrate codes export，请业务人员填好对应后 import'],
  }),
  'HK-MIG-306': ({ entity, text }) => ({
    message: `所指的「${text}」没有迁入（${entity}）`,
    fix: ['查它是否被退回待改，先改好它；旧系统里本来就没有的，更正或写明 on_missing: null'],
  }),
  'HK-MIG-307': ({ text, fault }) => ({
    message: `身份证号 ${text} ${faults[fault]}`,
    fix: ['与当事人或档案核对后更正'],
  }),
  'HK-MIG-308': ({ text, fault }) => ({
    message: `机构代码 ${text} ${faults[fault]}`,
    fix: ['与登记证照核对后更正'],
  }),
  'HK-MIG-309': ({ text }) => ({
    message: `「${text}」不是行政区划代码`,
    fix: ['更正；撤并改名的，在映射的 region6 里写 moved 或 year'],
  }),
  'HK-MIG-310': ({ text }) => ({
    message: `「${text}」不是电话号码`,
    fix: ['手机 11 位，座机带区号；一格多个号码的，先用 split 拆开'],
  }),
  'HK-MIG-311': ({ limit, found }) => ({
    message: `有 ${found} 个字，最多 ${limit} 个`,
    fix: ['缩短，或放宽目标字段'],
  }),
  'HK-MIG-312': ({ text, allowed }) => ({
    message: `「${text}」不在可取的值之内：${allowed.join('、')}`,
    fix: ['更正，或在映射中补上这个值'],
  }),
  'HK-MIG-313': ({ text, min, max }) => ({
    message: `「${text}」不在 ${min} 到 ${max} 之间`,
    fix: ['更正这一格'],
  }),
  'HK-MIG-314': () => ({
    message: '有字丢失过（汉字旁边的问号、私用区字符）',
    fix: ['多为生僻字在旧库里存不下；到证件或档案核对，用 quarantine fix 补上'],
  }),
  'HK-MIG-315': ({ text, places }) => ({
    message: `「${text}」的小数多于 ${places} 位，不作四舍五入`,
    fix: ['核对金额和单位（元、万元）'],
  }),
  'HK-MIG-316': () => ({
    message: '是图像等二进制内容，不是文字',
    fix: ['用 sha256、size 记录它，或不迁这一列'],
  }),
  'HK-MIG-318': ({ rule, detail }) => ({
    message: `规则 ${rule} 对这一行算不出来：${detail}`,
    fix: ['多为拿空值或文字与数比较；先判断是否为空'],
  }),
  'HK-MIG-319': ({ rule, that }) => ({
    message: `不符合规则 ${rule}：${that}`,
    fix: ['核对这一行有关的各列'],
  }),
  'HK-MIG-320': ({ key }) => ({
    message: `主键 ${key} 重复，已取先读到的一行`,
    fix: ['核对两行是否同一件；确是两件的，更正主键；多余的一行，写明理由予以放弃（waive）'],
  }),
  'HK-MIG-321': ({ columns }) => ({
    message: `主键为空（${columns.join('、')}）`,
    fix: ['补上主键'],
  }),
  'HK-MIG-322': ({ detail }) => ({
    message: `目标库不收：${detail}`,
    fix: ['核对目标库的约束，更正这一行或映射'],
  }),
  'HK-MIG-323': ({ other, fields }) => ({
    message: `与 ${other} 是同一个，内容却不一致${fields.length > 0 ? `（${fields.join('、')}）` : ''}`,
    fix: ['核对哪一行对；同一人有两种写法的，更正其中一行'],
  }),
  'HK-MIG-324': ({ dst }) => ({
    message: `目标中的 ${dst} 迁入后被人改过或删去，不予覆盖`,
    fix: ['核对以哪边为准；以旧系统为准的，先恢复目标中的这一行再迁'],
  }),
  'HK-MIG-325': ({ path, reason }) => ({
    message: reason === 'missing' ? `附件不在：${path}` : `附件路径指到附件文件夹之外：${path}`,
    fix: ['到旧系统的附件目录或备份中找到这个文件，放到登记的位置；确实没有的，由人定是否不迁'],
  }),
  'HK-MIG-326': ({ text, year, fault }) => ({
    message: {
      divided: `区划代码「${text}」${year} 年已撤销，地域分归几个县区，仅凭代码定不了`,
      reused: `区划代码「${text}」先后属于两个县区，仅凭代码定不了`,
      later: `区划代码「${text}」${year} 年尚未启用`,
    }[fault],
    fix: ['按档案核对后更正；整批归到一处的，在映射的 region6 里写 moved'],
  }),
  'HK-MIG-327': ({ step, fault, detail }) => ({
    message: {
      threw: `程序步骤 ${step} 出错：${detail}`,
      async: `程序步骤 ${step} 是异步函数，结果要等，不能用`,
      type: `程序步骤 ${step} 给出的不是文字${detail === '' ? '（没有返回）' : `（${detail}）`}`,
    }[fault],
    fix: ['请写这段代码的人改正：收到文字，返回文字，没有内容的返回 null；数据有误的更正这一行'],
  }),
  'HK-MIG-401': ({ entity, columns }) => ({
    message: `「${entity}」的源表有映射没有提到的列：${columns.join('、')}`,
    fix: ['要迁的，在 fields 中写明；不迁的，写进 from.ignore'],
  }),
  'HK-MIG-402': ({ entity, count, sample }) => ({
    message: `「${entity}」有 ${count} 行以前迁入过，源数据里已经没有：${sample.join('、')}${count > sample.length ? ' 等' : ''}`,
    fix: ['目标中仍保留；确应删去的，请在大厅中办理'],
  }),
  'HK-MIG-403': ({ entity, columns }) => ({
    message: `「${entity}」的源表，列的类型与上一次迁移时不同：${columns.join('、')}`,
    fix: ['核对映射中这些列的步骤，看几行迁入的内容'],
  }),
  'HK-MIG-404': ({ entity, table }) => ({
    message: `「${entity}」一行也没有读到：表「${table}」是空的，或没有这些主键`,
    fix: ['核对映射的 source 和 from.table 是不是要迁的那一份；用了 --keys 的，核对主键'],
  }),
  'HK-MIG-410': ({ entity, column, nearest }) => ({
    message: `「${entity}」要读的列「${column}」源表里没有`,
    fix: [...near(nearest), '核对映射文件中的列名'],
  }),
  'HK-MIG-411': ({ table }) => ({
    message: `代码表 ${table} 没有字段用到`,
    fix: ['删去，或在字段的 code 步骤中写上它'],
  }),
  'HK-MIG-412': ({ entity }) => ({
    message: `「${entity}」只有主键，没有读源表的任何一列`,
    fix: ['在 fields 里写上要迁的列；不迁的，删去这一类'],
  }),
}
