/// The looks of the report: those of the site, in one small sheet.
let reportStyle = """
    :root { --ink: #1c2430; --quiet: #5a6472; --line: #c5ccd6; --paper: #fff; --accent: #1f4e79; --high: #eaf4ea;
      --medium: #fff3d6; --low: #ffe3d3; --unused: #f6d5d9; color-scheme: light dark; }
    @media (prefers-color-scheme: dark) { :root { --ink: #e4e8ee; --quiet: #a3adba; --line: #424c59; --paper: #171c23;
      --accent: #8fbce6; --high: #1d3324; --medium: #3d3316; --low: #47291a; --unused: #4c2229; } }
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.75 system-ui, "Noto Sans CJK SC",
      "Microsoft YaHei", "PingFang SC", sans-serif; }
    main { max-width: 1440px; margin: 0 auto; padding: 24px 20px 64px; }
    h1 { font-size: 1.75rem; margin: 0 0 8px; }
    h2 { font-size: 1.35rem; margin: 40px 0 8px; padding-top: 24px; border-top: 3px solid var(--accent); overflow-wrap: anywhere; }
    h3 { font-size: 1.12rem; margin: 28px 0 4px; }
    h4 { font-size: .95rem; margin: 0 0 6px; color: var(--quiet); font-weight: 600; }
    p { margin: 6px 0; }
    .key span { padding: 1px 8px; border: 1px solid var(--line); }
    .path { color: var(--quiet); font-size: .88rem; margin-top: 0; overflow-wrap: anywhere; }
    .notice { border-left: 4px solid var(--accent); padding-left: 12px; }
    .conflict { border: 1px solid var(--line); border-left: 4px solid #b3261e; padding: 8px 14px; margin: 10px 0; }
    article { margin-top: 32px; }
    .pair { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 28px; margin-top: 10px; }
    @media (max-width: 900px) { .pair { grid-template-columns: minmax(0, 1fr); } }
    .scroll { overflow-x: auto; margin-bottom: 12px; }
    table { border-collapse: collapse; width: 100%; font-size: .88rem; line-height: 1.6; }
    th, td { border: 1px solid var(--line); padding: 4px 8px; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
    th { font-weight: 600; }
    thead th { border-bottom: 2px solid var(--accent); }
    .source td { vertical-align: middle; }
    .source td, .built th, .built td { min-width: 4em; overflow-wrap: break-word; }
    .files, .unused-list, .fields { margin: 10px 0; }
    .high { background: var(--high); } .medium { background: var(--medium); }
    .low { background: var(--low); } .unused { background: var(--unused); }
    .built table { margin-bottom: 12px; } .built caption { text-align: left; font-weight: 600; padding: 4px 0; }
    .built caption.quiet { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
    .built .unit { float: right; font-weight: 400; }
    .built h2 { border: 0; padding: 0; margin: 16px 0 6px; font-size: 1.05rem; }
    pre { white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid var(--line); padding: 12px; font-size: .85rem; }
    summary { cursor: pointer; color: var(--accent); margin: 12px 0; }
    :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
    @media print { .pair { grid-template-columns: 1fr; } article { break-before: page; } }
    """
