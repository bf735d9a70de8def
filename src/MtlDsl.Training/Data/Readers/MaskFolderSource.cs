using MtlDsl.Imaging;

namespace MtlDsl.Training.Data;

/// <summary>
/// Images in one folder and a mask for each of the same name in another. Folders in them called train, val and test say what is for what;
/// otherwise a <see cref="SplitRule"/> does.
/// </summary>
public sealed class MaskFolderSource : IExampleSource
{
    private readonly PairedFile[] entries;
    private readonly MaskFormat format;

    /// <summary>Opens a split. The tree is checked at once, so that a missing file shows before training starts.</summary>
    /// <param name="root">The data set's folder; without one the message says what is needed.</param>
    /// <param name="split">Which part.</param>
    /// <param name="images">The folder of the images, in the data set's.</param>
    /// <param name="masks">The folder of the masks.</param>
    /// <param name="format">How masks name classes.</param>
    /// <param name="rule">How images are divided; null for the usual.</param>
    /// <param name="maskSuffix">What a mask's name has after the image's, such as "_mask".</param>
    /// <param name="balance">
    /// Whether images are divided by <see cref="BalancedSplit"/> into 60 % for training, 20 % for validation and 20 % for testing, origins whole or, with
    /// <see cref="SplitRule.Blocks"/>, their runs of neighbours. Then all masks are read once.
    /// </param>
    /// <param name="tiles">What an image is for the balance: one of so many tiles a row and a column (see <see cref="TiledSource"/>).</param>
    /// <exception cref="DataException">A folder is missing, or an image lacks its mask or a mask its image.</exception>
    public MaskFolderSource(
        string? root, Split split, string images, string masks, MaskFormat format, SplitRule? rule = null, string maskSuffix = "",
        bool balance = false, int tiles = 1)
    {
        this.format = format;
        rule ??= SplitRule.Default;
        var folders = new PairedFolders(images, masks, maskSuffix) { Kind = "mask", UsualEndings = ".png", Extensions = ImageFiles.Extensions };
        (entries, Remarks) = folders.Find(root, split, rule, balance ? Balanced : null);

        IReadOnlyList<(string Name, string? Origin)> Balanced(IReadOnlyDictionary<string, PairedFile> pairs) =>
            ClassBalance.Part(pairs.Keys, split, rule, stem => format.Presence(pairs[stem].Labels, tiles), Path.Combine(root!, masks));
    }

    /// <inheritdoc/>
    public int Count => entries.Length;

    /// <inheritdoc/>
    public LabelKinds Labels => LabelKinds.Masks;

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
        var mask = format.Read(entry.Labels);
        DatasetFolder.CheckSize(entry.Labels, mask.Values.Size, image);
        return new Example(entry.Stem, image, null, mask);
    }
}
