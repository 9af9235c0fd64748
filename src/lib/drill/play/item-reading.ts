import { AppError } from '../../errors/index.js'
import {
  type HallReader,
  type ItemFace,
  itemPlaces,
  type LegalClock,
  type ObjectKind,
} from '../../hall/index.js'

/** A field that not all places tell alike, with what each tells; a place that says nothing of it is left out. */
export interface ItemDifference {
  readonly field: keyof ItemFace
  readonly told: Readonly<Record<string, string | number>>
}

/**
 * 三处一致 (鲁政办字〔2016〕176号 二（一）): where the registry of items, the guide that the public reads and the clock by
 * which the object really runs say different things of an item. HK-HALL-005 for a place that the hall does not tell of.
 */
export async function itemDifferences(
  hall: HallReader,
  { kind, id, item }: { readonly kind: ObjectKind; readonly id: string; readonly item: string },
): Promise<readonly ItemDifference[]> {
  if (!hall.itemAt) throw new AppError('HK-HALL-005', { action: itemPlaces.registry })
  if (!hall.legalClock) throw new AppError('HK-HALL-005', { action: `${kind}.clock` })
  const [registry, guide, clock] = await Promise.all([
    hall.itemAt('registry', item),
    hall.itemAt('guide', item),
    hall.legalClock(kind, id),
  ])
  return differencesOf({ registry, guide, flow: faceOf(clock) })
}

/** What an object's clock says of its item. */
function faceOf({ promised }: LegalClock): Pick<ItemFace, 'promised'> {
  return { promised }
}

/** What each field and place is called on papers. */
const FIELD_WORDS = { name: '名称', promised: '承诺时限', statutory: '法定时限', depth: '办理深度' }
const PLACE_WORDS: Readonly<Record<string, string>> = {
  ...{ registry: '事项名录', guide: '办事指南', flow: '实际运行' },
}

/** A difference in words: 承诺时限：事项名录20、办事指南25、实际运行20. */
export function sayDifference({ field, told }: ItemDifference): string {
  const parts = Object.entries(told).map(([place, value]) => `${PLACE_WORDS[place]}${value}`)
  return `${FIELD_WORDS[field]}：${parts.join('、')}`
}

const FIELDS = ['name', 'promised', 'statutory', 'depth'] as const

/** Fields on which what is said is not the same everywhere. */
function differencesOf(faces: Readonly<Record<string, Partial<ItemFace>>>): ItemDifference[] {
  return FIELDS.flatMap((field) => {
    const told = Object.entries(faces).flatMap(([place, face]) => {
      const value = face[field] ?? null
      return value === null ? [] : [[place, value] as const]
    })
    const isSame = new Set(told.map(([, value]) => value)).size <= 1
    return isSame ? [] : [{ field, told: Object.fromEntries(told) }]
  })
}
