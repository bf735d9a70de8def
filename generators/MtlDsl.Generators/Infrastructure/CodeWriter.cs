using System;
using System.Text;

namespace MtlDsl.Generators;

/// <summary>Writes indented lines that end in <c>\n</c> on every platform.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder text = new();
    private int depth;

    public CodeWriter Line(string line = "")
    {
        if (line.Length > 0)
            text.Append(' ', depth * 4).Append(line);
        text.Append('\n');
        return this;
    }

    /// <summary>Writes several lines; their own indentation is kept.</summary>
    public CodeWriter Lines(string lines)
    {
        foreach (var line in lines.Replace("\r\n", "\n").Split('\n'))
            Line(line);
        return this;
    }

    /// <summary>Writes a header and an opening brace; the closing brace follows when the result is disposed.</summary>
    public Block Open(string header)
    {
        Line(header).Line("{");
        depth++;
        return new Block(this, "}");
    }

    /// <summary>Indents without braces.</summary>
    public Block Indent()
    {
        depth++;
        return new Block(this, null);
    }

    public CodeWriter Summary(string summary) => Line($"/// <summary>{Text.Xml(summary)}</summary>");

    public override string ToString() => text.ToString();

    internal readonly struct Block(CodeWriter writer, string? closing) : IDisposable
    {
        public void Dispose()
        {
            writer.depth--;
            if (closing is not null)
                writer.Line(closing);
        }
    }
}
