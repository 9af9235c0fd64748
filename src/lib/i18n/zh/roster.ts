import type { rosterFindings, rosterProblems } from '../../errors/codes/roster.js'
import type { Words } from '../words.js'
import { provision } from './roster-provision.js'

const orBlank = (near: readonly string[]) =>
  near.length > 0 ? [`是否应为「${near.join('」或「')}」？`] : []

const SEPARATION: Readonly<Record<string, string>> = {
  S1: '系统管理员不办件',
  S2: '监督人员不办件',
  S3: '录入与审核、撰稿与发布、答复与答复审核不得为同一人',
  S4: '受理与审批不得为同一人',
  S5: '承办、审核、审批不得为同一人',
  S6: '核查、勘验须两人以上',
  S7: '听证主持人不得审核本件',
  S8: '特别程序、延期的申请与批准不得为同一人，延期由行政机关负责人批准',
  S9: '作废、删除办结件须经第二人',
  S10: '申诉由监督机构裁定，被亮牌单位不得自行裁定',
  S11: '申请人不得办理自己的件',
  S12: '一人承担的环节不宜过多',
}

export const roster: Words<typeof rosterProblems> & Words<typeof rosterFindings> = {
  ...provision,
  'HK-ROST-001': ({ file, word }) => ({
    message: `人员规则「${file}」中的「${word}」不在角色目录 roles.yaml 内。`,
    fix: ['请改用角色目录中已有的角色或环节，或先在角色目录中补充。'],
  }),
  'HK-ROST-002': ({ unit, limit }) => ({
    message: `单位 ${unit} 的人员已超过 ${limit} 人，工号序号不够用。`,
    fix: ['请在人员规则 roster.yaml 的 workNumber 中增加人员序号位数。'],
  }),
  'HK-ROST-003': () => ({
    message: '工作目录中还没有人员，无法生成用户和分工。',
    fix: ['请先导入各单位的流程节点人员信息表：hallkit roster import 文件或文件夹'],
  }),
  'HK-ROST-005': ({ role, nearest }) => ({
    message: `没有「${role}」这种角色。`,
    fix: [...orBlank(nearest), '角色代号和名称见 templates/roles.yaml。'],
  }),
  'HK-ROST-006': ({ field, text, many }) => ({
    message:
      many.length === 0
        ? `定人文件中的「${text}」（${field}）对不上现有的单位、事项、环节、人员或规则。`
        : `定人文件中的「${text}」（${field}）对上了不止一个：${many.join('、')}。`,
    fix: ['请改为代码或工号（见 hallkit users list），改好后再运行；本次没有改动任何内容。'],
  }),
  'HK-ROST-008': ({ suffix }) => ({
    message: `目录后缀「${suffix}」写得不对`,
    fix: ['形如 dc=menghai,dc=gov,dc=cn，或 o=、ou= 开头，各段用英文逗号隔开'],
  }),
  'HK-ROST-007': ({ text, nearest }) => ({
    message: `没有工号或姓名为「${text}」的用户。`,
    fix: [...orBlank(nearest), '运行 hallkit users list 查看全部用户。'],
  }),
  'HK-ROST-101': ({ role }) => ({
    message: role === '' ? '没有填写姓名。' : `「${role}」没有填写姓名。`,
    fix: ['请填写人员姓名；暂未确定的，定人后再报。'],
  }),
  'HK-ROST-102': ({ name, others }) => ({
    message: `本单位有多个「${name}」（另有：${others.map((one) => one || '未填岗位').join('、')}），未合并，分别编排工号。`,
    fix: ['如为同一人，请在各行填写相同的用户工号；如为不同的人，不必修改。'],
  }),
  'HK-ROST-103': ({ workNo, name, other }) => ({
    message: `工号 ${workNo} 同时填给了「${other}」和「${name}」。`,
    fix: ['一个工号只能对应一人，请核对后更正，或把工号留空由系统编排。'],
  }),
  'HK-ROST-104': ({ text, nearest }) => ({
    message: `不认识的角色「${text}」，未分配该角色。`,
    fix: [...orBlank(nearest), '请按角色目录填写，例如：综合管理员、业务审批员、系统管理员。'],
  }),
  'HK-ROST-105': ({ text, nearest }) => ({
    message: `不认识的流程节点「${text}」，未按此行分工。`,
    fix: [...orBlank(nearest), '请填写：审查（预审）、受理、承办、审核、审批、办结之一。'],
  }),
  'HK-ROST-106': ({ masked }) => ({
    message: `用户工号「${masked}」像是身份证号码，未采用，将另行编排工号。`,
    fix: ['请填写单位工号，或留空；不要填写身份证号码。'],
  }),
  'HK-ROST-107': ({ text }) => ({
    message: `单位「${text}」不在参演单位名单内。`,
    fix: ['请填写单位全称，或把不属于本单位的人员移到其所在单位的表中。'],
  }),
  'HK-ROST-108': ({ text }) => ({
    message: `一格内有多人，联系电话「${text}」的个数与人数不符，未采用。`,
    fix: ['请一行只填一人，或按姓名的次序填写同样个数的电话。'],
  }),
  'HK-ROST-109': ({ names, numbers }) => ({
    message: `一格内有 ${names} 人，工号却有 ${numbers} 个，未采用，将另行编排工号。`,
    fix: ['请一行只填一人，或按姓名的次序填写同样个数的工号。'],
  }),
  'HK-ROST-110': ({ text }) => ({
    message: `日期「${text}」看不懂，未采用，按一直在岗处理。`,
    fix: ['请写成 2015-04-08 的样子，或留空。'],
  }),
  'HK-ROST-111': ({ name, posts, phone }) => ({
    message: `「${name}」有${posts.map((post) => `「${post}」`).join('、')}几种岗位写法，因手机号（${phone}）相同，按同一人处理。`,
    fix: ['如为不同的人，请填写各自的用户工号；如为同一人，不必修改。'],
  }),
  'HK-ROST-112': ({ text }) => ({
    message: `电话「${text}」被表格软件改成了科学计数，后几位已经丢失，未采用。`,
    fix: ['请把该栏单元格设为文本，重新填写电话后再导入。'],
  }),
  'HK-ROST-113': ({ text }) => ({
    message: `「${text}」没有把人写全，只读入了写明姓名的。`,
    fix: ['请把「等」字后面的人员逐个写明。'],
  }),
  'HK-ROST-114': ({ said, names }) => ({
    message: `参演人数写的是「${said}」，名单上有 ${names} 人，按名单计。`,
    fix: ['请核对人数和名单，改为一致。'],
  }),
  'HK-ROST-115': ({ newer, people, left }) => ({
    message: `《${newer}》是本表的更正，其中 ${people} 人以更正为准${left.length === 0 ? '' : `；更正表里没有的 ${left.join('、')}（本次未报）照旧`}。`,
    fix:
      left.length === 0
        ? ['不必处理。']
        : ['照旧的人如已不在岗，请在更正表里写明，或导入更正表时加 --complete（所报即全部）。'],
  }),
  'HK-ROST-201': ({ unit, role, have, min, clause }) => ({
    message: `${unit}：${role}应有 ${min} 名，现有 ${have} 名（通知${clause}）。`,
    fix: [`请在流程节点人员信息表中明确${role}，再重新导入。`],
  }),
  'HK-ROST-202': ({ unit, role, max, names, clause }) => ({
    message: `${unit}：${role}只能有 ${max} 名，现有 ${names.length} 名：${names.join('、')}（通知${clause}）。`,
    fix: ['请保留其中一人，其余人员改为其他角色。'],
  }),
  'HK-ROST-203': ({ rule, unit, name, nodes, item, items, reason }) => ({
    message: `${unit}：「${name}」在同一事项中兼任${nodes.join('、')}（${SEPARATION[rule] ?? rule}），涉及 ${items} 项，如 ${item}（依据：${reason}）。`,
    fix: ['请把其中一个环节改由他人承担；办件时大厅会拒绝同一人连办。'],
  }),
  'HK-ROST-204': ({ rule, unit, name, roles }) => ({
    message: `${unit}：「${name}」兼有${roles.join('、')}（${SEPARATION[rule] ?? rule}）。`,
    fix: ['请把其中的管理、监督或审核角色改由他人担任。'],
  }),
  'HK-ROST-205': ({ unit, nodes, count }) => ({
    message: `${unit}：有 ${count} 个环节没有 B 岗（${nodes.join('、')}）。`,
    fix: ['建议为每个环节再定一人作 B 岗，A 岗不在时不误事。'],
  }),
  'HK-ROST-206': ({ name, unit, others, by }) => ({
    message: `「${name}」同时出现在${unit}和${others.join('、')}（${by === 'workNo' ? '工号' : '姓名和电话'}相同）。`,
    fix: ['一人只能在一个单位参演，请核对后在其中一个单位的表中删去。'],
  }),
  'HK-ROST-207': ({ unit, count, items }) => ({
    message: `${unit}：有 ${count} 个环节无人承担，如 ${items.join('、')}。`,
    fix: ['运行 hallkit users generate 查看每个缺口的建议人选，定人后补入流程节点人员信息表。'],
  }),
  'HK-ROST-208': ({ unit, text, nearest, lines }) => ({
    message: `${unit}：人员表中的事项「${text}」不在已入库的事项内，有 ${lines} 行未能分工。`,
    fix: [...orBlank(nearest), '请按事项梳理表中的名称填写。'],
  }),
  'HK-ROST-209': ({ unit, name, items }) => ({
    message: `${unit}：事项梳理表中的办理人「${name}」不在人员信息表内，涉及 ${items} 项。`,
    fix: ['请把此人补入流程节点人员信息表，或更正姓名。'],
  }),
  'HK-ROST-210': ({ unit, name, items }) => ({
    message: `${unit}：有多个「${name}」，不能确定事项梳理表指的是哪一位，涉及 ${items} 项。`,
    fix: ['请在流程节点人员信息表中按事项和环节写明，并填写用户工号。'],
  }),
  'HK-ROST-211': ({ unit }) => ({
    message: `${unit}：还没有报送人员。`,
    fix: ['请催报流程节点人员信息表，收到后放入 inbox 再导入。'],
  }),
  'HK-ROST-212': ({ unit, have, min, max, clause }) => ({
    message: `${unit}：填报参演 ${have} 人，通知要求 ${min}—${max} 人（${clause}）。`,
    fix: ['请在「是否参演」栏调整；限的是到场上机人数，系统中配备的人员可以更多。'],
  }),
  'HK-ROST-213': ({ unit, text, lines }) => ({
    message: `${unit}：事项「${text}」已退回待改，人员表中涉及它的 ${lines} 行暂不分工。`,
    fix: ['该事项改正并重新导入后，再运行 hallkit users generate，分工会自动补上。'],
  }),
  'HK-ROST-214': ({ rule, unit, name, nodes, max, item, items }) => ({
    message: `${unit}：「${name}」一人承担同一事项的${nodes.join('、')}共 ${nodes.length} 个环节，超过 ${max} 个（${SEPARATION[rule] ?? rule}），涉及 ${items} 项，如 ${item}。`,
    fix: ['请把其中一部分环节改由他人承担。'],
  }),
  'HK-ROST-215': ({ rule, unit, name, approvedBy, until }) => ({
    message: `${unit}：「${name}」按例外不作「${SEPARATION[rule] ?? rule}」要求（${approvedBy}${until === '' ? '' : `，到 ${until} 为止`}）。`,
    fix: ['此处只作记录；例外不再需要时请撤销。'],
  }),
  'HK-ROST-216': ({ rule, object, events, actors }) => ({
    message: `${object}：${actors.join('、')} 的操作（${events.join('、')}）违反「${SEPARATION[rule] ?? rule}」。`,
    fix: ['请改由他人办理；大厅本应拒绝此操作，没有拒绝的请列入系统问题。'],
  }),
  'HK-ROST-217': ({ unit, name }) => ({
    message: `${unit}：「${name}」没有任何角色，建了账号也办不了事。`,
    fix: ['请在流程节点人员信息表的「角色分配」或「流程节点」栏写明，或删去此人。'],
  }),
  'HK-ROST-218': ({ unit, role, names }) => ({
    message: `${unit}：${names.join('、')}有${role}角色，但没有分到任何事项的相应环节。`,
    fix: ['如不需要该角色请删去；如应承担，请在表中按事项写明环节。'],
  }),
  'HK-ROST-219': ({ unit, item, sum, promised }) => ({
    message: `${unit}：「${item}」各环节办理时限合计（${sum}）超过承诺期限（${promised}）。`,
    fix: ['请压减各环节时限，使合计不超过承诺期限。'],
  }),
  'HK-ROST-220': ({ unit, item, node, person }) => ({
    message: `${unit}：原定由 ${person} 承担「${item}」${node}环节，现在该事项或该人员已不在，此决定不再起作用。`,
    fix: ['请重新定人：hallkit users resolve，并在 roster.decisions.yaml 中删去旧的一条。'],
  }),
  'HK-ROST-221': ({ unit, name, workNo, day, lines, items }) => ({
    message: `${unit}：「${name}」（${workNo}）在 ${day} 不在岗，不再分工，原承担 ${lines} 行${items.length === 0 ? '' : `，如 ${items.join('、')}`}。`,
    fix: ['请为其原承担的环节另定人（hallkit users resolve），经手未办结的件先移交。'],
  }),
  'HK-ROST-222': ({ unit, role, names, day }) => ({
    message: `${unit}：最后一名${role}（${names.join('、')}）在 ${day} 不在岗，再没有人能管理账号。`,
    fix: [`请先明确接任的${role}，再办离岗。`],
  }),
  'HK-ROST-223': ({ unit, node, item, people, count }) => ({
    message: `${unit}：不同的表对同一环节写了不同的 A 岗，如${item === '' ? '' : `「${item}」的`}${node}：${people.join('、')}，共 ${count} 处，均已读入。`,
    fix: [
      '如后一份是更正，请用前一份的文件名重新导入，或导入时加 --complete（所报即全部）。',
      '如两份都对，请在其中一份注明 B 岗。',
    ],
  }),
  'HK-ROST-224': ({ unit, workNo, name, role }) => ({
    message: `「${name}」（${workNo}）是${unit}最后一个在用的${role}，执行方案时不停用、不改角色、不调单位。`,
    fix: ['请先定接替的人，写进人员表重新导入，再生成方案。'],
  }),
}
