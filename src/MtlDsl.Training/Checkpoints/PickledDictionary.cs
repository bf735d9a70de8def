namespace MtlDsl.Training.Checkpoints;

/// <summary>A dict or OrderedDict of a pickle. Keys may be anything, so it is a list of pairs.</summary>
internal sealed class PickledDictionary
{
    /// <summary>Keys and values in the order in which they were set.</summary>
    public List<(object? Key, object? Value)> Items { get; } = [];

    /// <summary>The value of a text key; null where there is none.</summary>
    public object? TryGet(string key) => Items.FindLast(item => item.Key is string text && text == key).Value;
}
