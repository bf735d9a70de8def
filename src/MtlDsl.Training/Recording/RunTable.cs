using System.Globalization;

namespace MtlDsl.Training.Recording;

/// <summary>A table of a run, read back: one row for each number of steps.</summary>
/// <param name="Columns">The columns after the first.</param>
/// <param name="Rows">Steps done, and a value a column; NaN for an empty cell.</param>
public sealed record RunTable(IReadOnlyList<string> Columns, IReadOnlyList<(int Iteration, double[] Values)> Rows)
{
    /// <summary>Reads <see cref="RunFolder.Log"/> or <see cref="RunFolder.Metrics"/>, which may still grow; unfinished rows are left out.</summary>
    /// <returns>The table; an empty one where there is no file.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static RunTable Read(string path)
    {
        if (!File.Exists(path))
            return new([], []);
        // The writer may hold the file.
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var lines = reader.ReadToEnd().Split('\n');
        string[] columns = lines[0].Split(',')[1..];
        var rows = new List<(int, double[])>();
        // What follows the last line end is empty, or a row that was not finished.
        foreach (var line in lines.Skip(1).SkipLast(1))
            if (line.Split(',') is var cells && cells.Length == columns.Length + 1 && Iteration(line) is { } iteration)
                rows.Add((iteration, Array.ConvertAll(cells[1..], Value)));
        return new(columns, rows);
    }

    /// <summary>The values of a column over the steps.</summary>
    public IReadOnlyList<(double X, double Y)> Curve(int column) => [.. Rows.Select(row => ((double)row.Iteration, row.Values[column]))];

    /// <summary>The number of steps that a row begins with; null where it is no row.</summary>
    internal static int? Iteration(string row) =>
        int.TryParse(row.AsSpan(0, Math.Max(row.IndexOf(','), 0)), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static double Value(string cell) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN;
}
