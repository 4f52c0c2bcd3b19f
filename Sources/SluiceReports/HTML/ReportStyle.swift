/// The page's style sheet: one accent colour, light and dark, and a form for paper.
enum ReportStyle {
  static let sheet = """
    :root{--ink:#1d2733;--soft:#596575;--faint:#8a96a3;--line:#dfe5ea;--paper:#fff;--tint:#f3f6f8;
    --accent:#0b6e6e;--wash:#e4f1f0;color-scheme:light dark}
    @media (prefers-color-scheme:dark){:root{--ink:#e5eaf0;--soft:#a3afbc;--faint:#758292;--line:#2b343e;
    --paper:#12171d;--tint:#1a2129;--accent:#4fc0b8;--wash:#12302f}}
    *{box-sizing:border-box}
    body{margin:0;background:var(--paper);color:var(--ink);font-size:15px;line-height:1.55;
    font-family:"Inter","Source Sans 3","Segoe UI","Helvetica Neue",Arial,"DejaVu Sans",sans-serif;
    -webkit-text-size-adjust:100%}
    main{max-width:1000px;margin:0 auto;padding:72px 40px 96px}
    h1{font-size:38px;font-weight:600;line-height:1.15;letter-spacing:-.02em;margin:6px 0 8px;
    overflow-wrap:anywhere}
    h2{font-size:21px;font-weight:600;letter-spacing:-.01em;line-height:1.3;margin:0 0 20px}
    h3{font-size:14px;font-weight:600;margin:28px 0 8px}
    h3 code{font-weight:400;color:var(--soft);margin-left:6px}
    p{margin:0 0 10px}
    code,pre{font-family:"JetBrains Mono","Source Code Pro","SF Mono",Consolas,"DejaVu Sans Mono",monospace;
    font-size:.84em}
    code.digest{overflow-wrap:anywhere;color:var(--soft);font-size:11px}
    section{margin-top:64px;padding-top:24px;border-top:1px solid var(--line)}
    .no{display:inline-block;min-width:40px;color:var(--accent);font-variant-numeric:tabular-nums}
    .over{font-size:12px;font-weight:600;letter-spacing:.1em;text-transform:uppercase;color:var(--accent);
    margin:0}
    .sub,.note,.by,.kind,.none,.more{color:var(--soft)}
    .note{max-width:68ch;margin-bottom:18px}.none{font-style:italic}.by,.kind,.more{font-size:13px}
    .verdict{display:grid;grid-template-columns:1fr 1fr;gap:40px;margin:40px 0 0;padding:28px 32px;
    background:var(--wash);border-left:4px solid var(--accent);border-radius:2px 8px 8px 2px}
    .verdict:not(.met){background:var(--tint);border-left-color:var(--ink)}
    .headline{font-size:22px;font-weight:600;line-height:1.3;letter-spacing:-.01em;margin-bottom:8px}
    .limits h3{margin:4px 0 8px}.limits ul{margin:0;padding-left:18px;font-size:13.5px;color:var(--soft)}
    .limits li{margin-bottom:6px}
    .chips{margin:16px 0 0}
    .chip{display:inline-block;margin:0 8px 6px 0;padding:2px 10px;border:1px solid var(--accent);
    border-radius:99px;font-size:13px;color:var(--accent)}
    .chip.declared,.chip.signed,.chip.waived{border-color:var(--faint);color:var(--soft)}
    .chip.declared,.chip.waived{border-style:dashed}
    .chip.deny{background:var(--ink);border-color:var(--ink);color:var(--paper)}
    .chip.undetermined{border-color:var(--ink);color:var(--ink)}
    .figures{display:flex;flex-wrap:wrap;gap:20px 44px;margin:40px 0 0}
    .figures b{display:block;font-size:26px;font-weight:600;letter-spacing:-.02em;line-height:1.2;
    font-variant-numeric:tabular-nums}
    .figures span{font-size:13px;color:var(--soft)}
    nav{margin:44px 0 0;padding-top:18px;border-top:1px solid var(--line);font-size:13.5px}
    nav ol{columns:3;column-gap:32px;list-style:none;margin:0;padding:0}nav li{margin-bottom:5px}
    nav a{color:var(--soft);text-decoration:none}nav a:hover{color:var(--accent)}nav .no{min-width:26px}
    dl{display:grid;grid-template-columns:220px 1fr;margin:0}
    dt,dd{margin:0;padding:9px 0;border-top:1px solid var(--line)}
    dt:first-of-type,dt:first-of-type+dd{border-top:0}
    dt{color:var(--soft);padding-right:24px}dd{min-width:0;overflow-wrap:anywhere}
    ul.plain{margin:0;padding-left:18px}
    .table{overflow-x:auto}dl+.table{margin-top:18px}
    table{width:100%;border-collapse:collapse;font-size:14px}
    th{text-align:left;font-size:12px;font-weight:600;color:var(--soft);vertical-align:bottom;
    border-bottom:1.5px solid var(--ink)}
    th,td{padding:8px 18px 8px 0}th:last-child,td:last-child{padding-right:0}
    td{vertical-align:top;border-bottom:1px solid var(--line)}
    td p{margin:0 0 3px}td .why,td .evidence,td .missing{color:var(--soft);font-size:13px}
    td .missing{color:var(--ink);font-weight:600}
    th.n,td.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
    td.wide{width:50%;overflow-wrap:anywhere}
    tr.part td{padding-top:4px;padding-bottom:4px;font-size:13px;color:var(--soft)}
    tr.quiet td{padding-top:5px;padding-bottom:5px;font-size:13px;color:var(--soft)}
    tr.quiet td.wide{width:70%}
    tr.part td:first-child{padding-left:18px}tr.part .bar{background:none}
    th.barred,td.barred{width:22%;min-width:120px}
    .bar{display:flex;height:9px;margin-top:7px;background:var(--tint);border-radius:2px;overflow:hidden}
    .bar i{background:var(--accent)}
    .bar b{background:repeating-linear-gradient(135deg,var(--faint) 0 2px,transparent 2px 4px)}
    .tag{display:inline-block;padding:1px 9px;border-radius:3px;font-size:12.5px;font-weight:600;
    white-space:nowrap;border:1px solid transparent}
    .tag.permit{background:var(--wash);color:var(--accent)}
    .tag.deny{background:var(--ink);color:var(--paper)}
    .tag.undetermined{border-color:var(--ink)}
    .tag.waived{border:1px dashed var(--soft);color:var(--soft)}
    figure{margin:0}figure svg{display:block;max-width:100%;height:auto;margin:8px auto 0}
    figcaption{margin-top:24px;font-size:13px;color:var(--soft);text-align:center}
    .key{display:inline-block;width:26px;border-top:2px solid var(--faint);vertical-align:middle;
    margin:0 8px 2px 22px}
    .key.raw{border-top:3px solid var(--accent)}.key.treated{border-top:2px dashed var(--accent)}
    .steps{margin:0;padding-left:20px}.steps li{margin-bottom:22px}.steps li::marker{color:var(--accent)}
    pre{margin:8px 0 0;padding:14px 16px;background:var(--tint);border-radius:6px;overflow-x:auto;
    font-size:12.5px;line-height:1.6}
    footer{margin-top:72px;padding-top:20px;border-top:1px solid var(--line);font-size:13px;
    color:var(--soft)}
    @media (max-width:720px){main{padding:32px 20px}.verdict{grid-template-columns:1fr;padding:22px}
    dl{grid-template-columns:1fr}dd{border-top:0;padding-top:0}}
    @page{size:A4;margin:17mm 16mm 18mm;@bottom-right{content:counter(page) " / " counter(pages);
    font:8pt sans-serif;color:#596575}}
    @media print{:root{--ink:#1d2733;--soft:#4d5967;--faint:#7d8996;--line:#d5dce2;--paper:#fff;
    --tint:#f3f6f8;--accent:#0b6e6e;--wash:#e4f1f0;color-scheme:light}
    body{font-size:9.5pt;-webkit-print-color-adjust:exact;print-color-adjust:exact}
    main{max-width:none;padding:0}h1{font-size:24pt}h2{font-size:14pt}table{font-size:8.8pt}
    section{margin-top:22pt;padding-top:12pt}h2,h3{break-after:avoid}
    tr,.verdict,figure,pre,.steps li{break-inside:avoid}thead{display:table-header-group}
    pre{white-space:pre-wrap;overflow-wrap:anywhere;font-size:7.6pt}.table{overflow:visible}
    .figures{gap:10pt 20pt}.figures b{font-size:15pt}figure svg{max-height:225mm}
    dt,dd{padding:4pt 0}th,td{padding:4.5pt 10pt 4.5pt 0}th.barred,td.barred{min-width:50pt}
    nav{margin-top:26pt}nav,.figures span{font-size:8.6pt}}
    """
}
