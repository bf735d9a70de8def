namespace MtlDsl.App;

/// <summary>Where the program's data sets lie, as <c>--data</c> says: a folder for the only one, or "Name=folder" for one of several.</summary>
internal sealed class DataRoots
{
    private readonly Dictionary<string, string> folders = [];

    /// <exception cref="UsageException">A value names a data set that the program does not know, or does not say which it means.</exception>
    public DataRoots(IReadOnlyList<string> values, IReadOnlyList<DataSet> dataSets)
    {
        foreach (var value in values)
        {
            var (name, folder) = value.Split('=', 2) is [var first, var second] && dataSets.Any(d => d.Adapter.Name == first)
                ? (first, second)
                : (dataSets.Count == 1 ? dataSets[0].Adapter.Name : null, value);
            if (name is null)
                throw new UsageException(
                    $"--data {value} does not say which data set it is; write Name=DIR with one of {string.Join(", ", dataSets.Select(d => d.Adapter.Name))}.");
            if (!folders.TryAdd(name, folder))
                throw new UsageException($"--data gives two folders for {name}: {folders[name]} and {folder}.");
        }
    }

    /// <summary>The folder of a data set; null where none was given, as for a data set that is made, not read.</summary>
    public string? Of(DataSet dataSet) => folders.GetValueOrDefault(dataSet.Adapter.Name);
}
