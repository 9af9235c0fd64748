/** Styles of the single-file edition: one column, prints on A4, no font and no file from outside. */
export const STYLE = `
:root{--ink:#1d2733;--line:#cfd6de;--soft:#f4f7fa;--accent:#8b1a1a}
*{box-sizing:border-box}
body{margin:0;color:var(--ink);background:#fff;font:16px/1.75 "FangSong","仿宋","STFangsong","Noto Serif CJK SC",serif}
main{max-width:1060px;margin:0 auto;padding:28px 20px 60px}
h1{font:700 27px/1.4 "SimHei","Noto Sans CJK SC",sans-serif;text-align:center;margin:.4em 0 .2em}
h2{font:700 20px/1.5 "SimHei","Noto Sans CJK SC",sans-serif;margin:1.5em 0 .4em;border-left:5px solid var(--accent);padding-left:.5em}
h3{font:700 17px/1.5 "KaiTi","Noto Serif CJK SC",serif;margin:1em 0 .3em}
p{text-indent:2em;margin:.35em 0}
.meta{text-align:center;text-indent:0;color:#5a6673;font-size:14px}
.mark{text-align:center;text-indent:0;color:var(--accent)}
figure{margin:1em 0;text-align:center}
figure svg{max-width:100%;height:auto}
figcaption{font-size:14px}
table{border-collapse:collapse;width:100%;margin:.6em 0;font-size:14px;line-height:1.5}
caption{font:700 14px/2 "SimHei","Noto Sans CJK SC",sans-serif}
th,td{border:1px solid var(--line);padding:4px 7px;text-align:left;vertical-align:top}
th{background:var(--soft);font-family:"SimHei","Noto Sans CJK SC",sans-serif;text-align:center}
td.c{text-align:center}td.r{text-align:right}
button.fig{all:unset;text-indent:0;cursor:pointer;border-bottom:1px dotted var(--accent);font-variant-numeric:tabular-nums}
button.fig:focus-visible{outline:2px solid var(--accent)}
#filter{font:inherit;font-size:15px;padding:3px 8px;border:1px solid var(--line);width:16em}
#trace{position:fixed;right:16px;bottom:16px;max-width:430px;max-height:60vh;overflow:auto;background:#fff;border:1px solid var(--ink);box-shadow:0 4px 18px #0003;padding:10px 14px;font-size:14px}
#trace[hidden]{display:none}
footer{margin-top:2em;font-size:13px;color:#5a6673;word-break:break-all}
@media print{#trace,.tools{display:none}main{padding:0}h2{break-after:avoid}tr{break-inside:avoid}@page{size:A4;margin:20mm 18mm}}
`.trim()

/** What the page does by itself: filter rows by unit, show where a figure comes from. No network, no storage. */
export const SCRIPT = `
(function(){
var data=JSON.parse(document.getElementById('facts').textContent);
var box=document.getElementById('trace');
function row(label,text){var p=document.createElement('div');var b=document.createElement('b');b.textContent=label+'：';p.appendChild(b);p.appendChild(document.createTextNode(text));box.appendChild(p)}
function show(id){var m=data.metrics[id];if(!m)return;box.textContent='';
row(m.name,m.numerator===null?'未测得':m.denominator===null?m.numerator+m.unit:m.numerator+'/'+m.denominator+m.unit);
row('口径',m.formula);if(m.clause)row('依据',m.clause);if(m.na)row('不适用',String(m.na));
m.evidence.slice(0,30).forEach(function(seq){var l=data.lines[seq];if(l)row('日志第'+seq+'条',l)});
if(m.evidence.length>30)row('其余','共'+m.evidence.length+'条，见电子表格「口径」');
if(!m.evidence.length)row('来源','事项库、人员库');
box.hidden=false}
document.addEventListener('click',function(e){var t=e.target.closest?e.target.closest('button.fig'):null;if(t)show(t.getAttribute('data-metric'));else if(!box.contains(e.target))box.hidden=true});
document.addEventListener('keydown',function(e){if(e.key==='Escape')box.hidden=true});
var filter=document.getElementById('filter');
filter.addEventListener('input',function(){var q=filter.value.trim();document.querySelectorAll('table[data-units] tbody tr').forEach(function(tr){tr.hidden=q!==''&&tr.textContent.indexOf(q)<0})});
})();
`.trim()
