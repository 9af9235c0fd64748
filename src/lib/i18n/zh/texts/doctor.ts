interface Seen {
  readonly state: 'good' | 'warn' | 'bad' | 'none'
  readonly detail: string
}

const told =
  (good: (detail: string) => string, otherwise: (detail: string) => string) => (p: Seen) =>
    p.state === 'good' ? good(p.detail) : p.state === 'none' ? '尚未建立' : otherwise(p.detail)

/** What `doctor` says on the screen. */
export const doctor = {
  columns: { item: '项目', state: '结果', message: '说明' },
  states: { good: '正常', warn: '注意', bad: '不行', none: '-' },
  items: {
    node: 'Node.js',
    sqlite: '数据库组件',
    disk: '存放位置',
    writable: '写入权限',
    workspace: '工作目录',
    store: '数据库',
    lock: '占用情况',
    fonts: '公文字体',
  },
  advice: {
    node: told(
      (detail) => detail,
      (detail) => `版本过低：${detail}，请安装要求的版本`,
    ),
    sqlite: told(
      () => '可以使用',
      (detail) => `无法加载：${detail}；请在程序目录重新运行 npm install`,
    ),
    disk: told(
      (detail) => detail,
      (detail) => `位于网络盘或同步文件夹（${detail}），请移到本机不参与同步的文件夹`,
    ),
    writable: told(
      () => '可以写入',
      (detail) => `不能写入（${detail}），请检查文件夹权限`,
    ),
    workspace: (p: Seen) =>
      p.state === 'none'
        ? '当前文件夹不是工作目录；用 hallkit init 建立'
        : p.state === 'good'
          ? p.detail
          : `hallkit.yaml 有误（${p.detail}），运行 hallkit status 查看位置`,
    store: told(
      () => '完好',
      (detail) => `有损坏（${detail}）；请先整体备份，再新建工作目录重新导入 inbox`,
    ),
    lock: told(
      () => '无人占用',
      (detail) => `另一条命令正在使用（${detail}），请等它结束`,
    ),
    fonts: told(
      () => '齐全',
      (detail) => `本机没有${detail}字体；材料照常生成，换到装有公文字体的电脑打开即可`,
    ),
  },
}
