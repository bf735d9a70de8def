namespace MtlDsl.App.Report;

/// <summary>How a report looks, on light and on dark screens and on paper.</summary>
internal static class ReportStyle
{
    public const string Css =
        """
        :root {
          color-scheme: light dark;
          --page: #f4f5f7; --card: #ffffff; --ink: #1d2530; --faint: #657182; --edge: #dfe3e8; --chart-grid: #e3e6ea; --on-full: #ffffff;
          --series-0: #0072b2; --series-1: #c44e00; --series-2: #00795a; --series-3: #a3457d; --series-4: #8a6a00; --series-5: #3d5aa8;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --page: #14181d; --card: #1d232a; --ink: #e4e8ed; --faint: #94a0ae; --edge: #323a44; --chart-grid: #333b45; --on-full: #0d1217;
            --series-0: #56b4e9; --series-1: #f2955c; --series-2: #3fc79a; --series-3: #dd92bf; --series-4: #d9b83e; --series-5: #9db2f0;
          }
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.45 system-ui, "Segoe UI", Arial, Helvetica, sans-serif; }
        main { max-width: 1120px; margin: 0 auto; padding: 28px 20px 48px; }
        h1 { font-size: 27px; margin: 0; letter-spacing: -.01em; }
        h2 { font-size: 18px; margin: 0 0 12px; }
        h3 { font-size: 14px; margin: 18px 0 8px; }
        h3:first-child { margin-top: 0; }
        p { margin: 4px 0 0; color: var(--faint); }
        section { background: var(--card); border: 1px solid var(--edge); border-radius: 10px; padding: 18px 20px; margin-top: 18px; }
        section > p { margin: 0 0 12px; }
        .bar { height: 5px; border-radius: 3px; background: var(--edge); margin-top: 14px; overflow: hidden; }
        .bar div { height: 100%; background: var(--series-2); }
        .scores { display: grid; grid-template-columns: repeat(auto-fit, minmax(170px, 1fr)); gap: 14px; margin-top: 18px; }
        .scores div { background: var(--card); border: 1px solid var(--edge); border-top: 4px solid var(--color); border-radius: 10px; padding: 12px 16px; }
        .scores b { display: block; font-size: 28px; line-height: 1.2; font-variant-numeric: tabular-nums; }
        .scores span { color: var(--faint); font-size: 13px; display: block; }
        .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(440px, 100%), 1fr)); gap: 18px; }
        .charts svg { width: 100%; height: auto; display: block; }
        .columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(320px, 100%), 1fr)); gap: 8px 32px; align-items: start; }
        .examples { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(480px, 100%), 1fr)); gap: 16px; }
        figure { margin: 0; }
        figure img { width: 100%; height: auto; display: block; border-radius: 6px; }
        figcaption { color: var(--faint); font-size: 13px; margin-top: 4px; }
        .paper { background: #ffffff; border-radius: 8px; padding: 8px; overflow-x: auto; }
        .paper svg { display: block; margin: 0 auto; max-width: 100%; height: auto; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; font-size: 13.5px; font-variant-numeric: tabular-nums; }
        th, td { padding: 4px 10px; text-align: right; border-bottom: 1px solid var(--edge); white-space: nowrap; }
        thead th { color: var(--faint); font-weight: 600; }
        th:first-child { text-align: left; padding-left: 0; }
        tbody th { font-weight: 500; }
        .facts th { color: var(--faint); vertical-align: top; }
        .facts td { text-align: left; white-space: normal; overflow-wrap: anywhere; }
        .confusion td { text-align: center; min-width: 46px; border: 2px solid var(--card); border-radius: 5px; background: color-mix(in srgb, var(--series-0) var(--p), color-mix(in srgb, var(--series-0) 6%, var(--card))); }
        .confusion td.full { color: var(--on-full); }
        .confusion td.none { background: none; color: var(--faint); }
        .confusion th { border: 0; }
        .confusion i { display: inline-block; width: 11px; height: 11px; border-radius: 3px; margin-right: 7px; border: 1px solid var(--edge); }
        .turned { vertical-align: bottom; text-align: center; }
        .turned span { writing-mode: vertical-rl; transform: rotate(180deg); }
        @media print { section, .scores div { break-inside: avoid; } body { background: #ffffff; } }
        """;
}
