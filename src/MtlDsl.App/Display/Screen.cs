using MtlDsl.Messages;
using Spectre.Console;

namespace MtlDsl.App.Display;

/// <summary>Where a command shows its results: bars and frames on a terminal, plain text elsewhere.</summary>
internal sealed class Screen
{
    private const int PlainWidth = 160;

    private Screen(IAnsiConsole console, bool isTerminal) => (Console, IsTerminal) = (console, isTerminal);

    public IAnsiConsole Console { get; }

    public bool IsTerminal { get; }

    public static Screen On(TextWriter writer)
    {
        var isTerminal = writer == System.Console.Out && !System.Console.IsOutputRedirected;
        var support = isTerminal ? AnsiSupport.Detect : AnsiSupport.No;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = support,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!isTerminal)
            console.Profile.Width = PlainWidth;
        return new Screen(console, isTerminal);
    }

    /// <summary>A line of text; what would move the cursor is escaped.</summary>
    public void Line(string text) => Console.WriteLine(Printable.Line(text));

    /// <summary>Writes a file that was asked for, if it was, and says so.</summary>
    public void Write(string? file, Action<string> write)
    {
        if (file is null)
            return;
        write(file);
        Line($"Wrote {file}");
    }

    /// <summary>A table; the first columns are texts, the last <paramref name="numbers"/> are aligned to the right.</summary>
    public void Table(IReadOnlyList<string> columns, int numbers, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new Table { Border = IsTerminal ? TableBorder.Rounded : TableBorder.Markdown, UseSafeBorder = false };
        for (var i = 0; i < columns.Count; i++)
            table.AddColumn(new TableColumn(Cell(columns[i])) { NoWrap = true, Alignment = i < columns.Count - numbers ? Justify.Left : Justify.Right });
        foreach (var row in rows)
            table.AddRow(row.Select(Cell));
        Console.Write(table);
    }

    private static Text Cell(string text) => new(Printable.Line(text));
}
