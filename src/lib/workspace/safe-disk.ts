import { resolve, sep } from 'node:path'

/** Why a folder is no place for a database: a network share, or a folder that a cloud disk copies while we write. */
export type DiskRisk =
  | { readonly kind: 'network'; readonly disk: string }
  | { readonly kind: 'synchronised'; readonly service: string }

/** Folder names that the usual synchronisation clients give their folders. */
const SYNCHRONISED: readonly (readonly [service: string, name: RegExp])[] = [
  ['OneDrive', /^onedrive\b/i],
  ['坚果云', /^(我的)?坚果云|^nutstore(\s?files)?$/i],
  ['Dropbox', /^dropbox\b/i],
  ['百度网盘', /^百度(网盘|云)?同步|^百度网盘$|^baidu(syncdisk|netdisk)/i],
  ['WPS 云盘', /^wps\s?云(盘|文档)$|^wps\s?cloud files$|^wpsdrive$/i],
  ['iCloud', /^icloud\s?drive$|^com~apple~clouddocs$/i],
  ['腾讯微云', /^(腾讯)?微云(同步助手)?$|^weiyun/i],
]

const NETWORK = /^(nfs\d?|cifs|smb\w*|ncpfs|afs|davfs\d?|fuse|fuse\..+)$/
const LOCAL_FUSE = /^fuse\.(fuse-overlayfs|lxcfs|ntfs.*|exfat.*)$/

/**
 * Tells whether SQLite's WAL is unsafe in a folder; null when nothing speaks against it.
 * `mounts` is the text of /proc/mounts, empty where there is none.
 */
export function diskRisk(dir: string, mounts: string): DiskRisk | null {
  if (/^(\\\\|\/\/)[^\\/]/.test(dir)) return { kind: 'network', disk: 'UNC' }
  const segments = resolve(dir).split(/[\\/]/)
  const synchronised = SYNCHRONISED.find(([, name]) =>
    segments.some((segment) => name.test(segment)),
  )
  if (synchronised) return { kind: 'synchronised', service: synchronised[0] }
  const type = mountType(resolve(dir), mounts)
  if (type && NETWORK.test(type) && !LOCAL_FUSE.test(type)) return { kind: 'network', disk: type }
  return null
}

/** The file system type of the longest mount point above a folder; a later mount of the same point covers an earlier one. */
function mountType(dir: string, mounts: string): string | null {
  let best: { readonly point: string; readonly type: string } | null = null
  for (const line of mounts.split('\n')) {
    const [, rawPoint = '', type = ''] = line.split(' ')
    const point = unescapeMount(rawPoint)
    if (point && isInside(dir, point) && point.length >= (best?.point.length ?? 0))
      best = { point, type }
  }
  return best?.type ?? null
}

function isInside(dir: string, point: string): boolean {
  return dir === point || dir.startsWith(point.endsWith(sep) ? point : point + sep)
}

/** /proc/mounts writes blanks, tabs and UTF-8 bytes of a path as octal escapes. */
function unescapeMount(text: string): string {
  const bytes = text.replace(/\\([0-7]{3})/g, (_, octal: string) =>
    String.fromCharCode(Number.parseInt(octal, 8)),
  )
  return bytes === text ? text : Buffer.from(latin1Safe(bytes)).toString('utf8')
}

function latin1Safe(text: string): Buffer {
  return [...text].some((char) => char.charCodeAt(0) > 255)
    ? Buffer.from(text, 'utf8')
    : Buffer.from(text, 'latin1')
}
