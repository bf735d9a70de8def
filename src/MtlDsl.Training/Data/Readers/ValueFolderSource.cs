using MtlDsl.Imaging;
using MtlDsl.Vision;

namespace MtlDsl.Training.Data;

/// <summary>
/// Images in one folder and a map of measured values for each of the same name in another. Folders in them called train, val and test say what is
/// for what; otherwise a <see cref="SplitRule"/> does.
/// </summary>
public sealed class ValueFolderSource : IExampleSource
{
    private readonly PairedFile[] entries;
    private readonly ValueScale scale;
    private readonly string quantity;

    /// <summary>Opens a split. The tree is checked at once, so that a missing file shows before training starts.</summary>
    /// <param name="root">The data set's folder; without one the message says what is needed.</param>
    /// <param name="split">Which part.</param>
    /// <param name="images">The folder of the images, in the data set's.</param>
    /// <param name="values">The folder of the maps.</param>
    /// <param name="scale">What stored numbers stand for; null for themselves.</param>
    /// <param name="rule">How images are divided; null for the usual.</param>
    /// <param name="valueSuffix">What a map's name has after the image's, such as "_depth".</param>
    /// <param name="quantity">What is measured; null for the name of the maps' folder.</param>
    /// <exception cref="DataException">A folder is missing, or an image lacks its map or a map its image.</exception>
    public ValueFolderSource(
        string? root, Split split, string images, string values, ValueScale? scale = null, SplitRule? rule = null, string valueSuffix = "",
        string? quantity = null)
    {
        this.scale = scale ?? new ValueScale();
        this.quantity = quantity ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(values));
        var folders = new PairedFolders(images, values, valueSuffix) { Kind = "map of values", UsualEndings = ".png or .tif", Extensions = ValueFile.Extensions };
        (entries, Remarks) = folders.Find(root, split, rule);
    }

    /// <inheritdoc/>
    public int Count => entries.Length;

    /// <inheritdoc/>
    public LabelKinds Labels => LabelKinds.Values;

    /// <inheritdoc/>
    public IReadOnlyList<DataRemark> Remarks { get; }

    /// <inheritdoc/>
    public string Id(int index) => entries[index].Stem;

    /// <inheritdoc/>
    public string? Origin(int index) => entries[index].Origin;

    /// <inheritdoc/>
    public Example Read(int index)
    {
        var entry = entries[index];
        var image = DatasetFolder.ReadImage(entry.Image);
        var values = DatasetFolder.ReadValues(entry.Labels, image);
        scale.Apply(values.Values);
        return new Example(entry.Stem, image, null, null) { Values = new LabelledValues(quantity, values) };
    }
}
