import type { migrateFindings } from '../../errors/codes/migrate.js'
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

/** Why a row stays behind, and what of a mapping or a run is worth a look. */
export const migrateRows: Words<typeof migrateFindings> = {
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
  'HK-MIG-205': ({ text }) => ({
    message: `「${text}」像合计行或落款，不像一条数据`,
    fix: [
      '不是数据的，用 quarantine waive 放弃；这样的行多的，在映射的 exclude 里写明',
      '确是数据的，用 quarantine fix 更正任一列（可照原样），再运行 migrate run --only-quarantine',
    ],
  }),
  'HK-MIG-301': () => ({
    message: '必填，却是空的',
    fix: ['到旧系统或档案核对后补上，或在映射中给默认值'],
  }),
  'HK-MIG-302': ({ text }) => ({
    message: `「${text}」看不出是哪一天`,
    fix: [
      '在映射的 date_cn 里写明这种写法，如 D/M/YYYY；是 1970 年起的秒数的，用 unix_time；个别写错的，更正这一格',
    ],
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
    fix: ['用 sha256、size 记录它，或不迁这一列；其实是文字的，先用一步 { decode: gb18030 }'],
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
  'HK-MIG-326': ({ text, year, fault, among }) => ({
    message: {
      divided: `区划代码「${text}」${year} 年已撤销，地域分归 ${among.join('、')}，仅凭代码定不了`,
      reused: `区划代码「${text}」属于过两个县区，仅凭代码定不了`,
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
  'HK-MIG-328': ({ encoding, signs }) => ({
    message: `目标文件的编码 ${encoding} 里没有这些字：${signs}`,
    fix: [
      '对方收得了的，target 的 encoding 改为 gb18030 或 utf-8；收不了的，核对后用代替字更正这一行',
    ],
  }),
  'HK-MIG-332': ({ dst }) => ({
    message: `「${dst}」已送往大厅，没有等到答复就断了，大厅收没收不明；查清以前不再送`,
    fix: [
      '到大厅按编号查有没有这一件，用 migrate quarantine settle 写明（--there 已有，--absent 没有），或在导出的表里填',
      '已有的计入迁入，没有的下一次迁移再送',
    ],
  }),
  'HK-MIG-333': ({ dst }) => ({
    message: `「${dst}」迁入以后内容变了（旧系统或映射改过）；这个大厅看不到它现在的内容，不予覆盖`,
    fix: ['到大厅核对，该改的在大厅里改；改好了，写明理由放弃这一行（waive）'],
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
  'HK-MIG-405': ({ entity, count, sample }) => ({
    message: `「${entity}」的源表没有主键，这一次有 ${count} 行与别的行一模一样，编号后都迁入了：${sample.join('、')}`,
    fix: ['到旧系统核对是不是重复录入；多余的，从源数据中去掉，目标中多的一行由人删去'],
  }),
  'HK-MIG-406': ({ entity, count, sample }) => ({
    message: `「${entity}」有 ${count} 件断线前送过大厅，源数据里现在没有了，大厅里可能有：${sample.join('、')}`,
    fix: ['到大厅核对；不该有的由大厅管理员处理，旧系统里误删的补回后再迁'],
  }),
  'HK-MIG-410': ({ entity, column, nearest }) => ({
    message: `「${entity}」要读的列「${column}」源表里没有`,
    fix: [...near(nearest), '核对映射文件中的列名'],
  }),
  'HK-MIG-411': ({ table }) => ({
    message: `代码表 ${table} 没有字段用到`,
    fix: ['删去，或在字段的 code 步骤中写上它'],
  }),
  'HK-MIG-413': ({ lines }) => ({
    message: `还有 ${lines.length} 处 TODO 未定：第 ${lines.join('、')} 行`,
    fix: ['请熟悉旧系统的人逐处定，定完删去 TODO；没有定完不能正式迁移，可以用 migrate plan 试算'],
  }),
  'HK-MIG-412': ({ entity }) => ({
    message: `「${entity}」只有主键，没有读源表的任何一列`,
    fix: ['在 fields 里写上要迁的列；不迁的，删去这一类'],
  }),
}
