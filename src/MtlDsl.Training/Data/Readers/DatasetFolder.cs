using MtlDsl.Imaging;
using MtlDsl.Vision;

namespace MtlDsl.Training.Data;

/// <summary>The folder of a data set: finds its parts and reads its files, and says in the data set's own terms what is amiss.</summary>
internal sealed class DatasetFolder
{
    private readonly string layout;
    private readonly List<DataRemark> remarks = [];

    /// <summary>Names the folder of a data set.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="layout">What it should hold, for the message when it does not.</param>
    /// <exception cref="DataException">No folder is given, or there is none of that name.</exception>
    public DatasetFolder(string? root, string layout)
    {
        if (string.IsNullOrEmpty(root))
            throw new DataException($"The data set's folder is not given; name the one that holds {layout}.");
        if (!Directory.Exists(root))
            throw new DataException($"There is no folder '{root}'; a data set is expected there: {layout}.");
        (Root, this.layout) = (root, layout);
    }

    /// <summary>The folder itself.</summary>
    public string Root { get; }

    /// <summary>What was noticed while files were listed.</summary>
    public IReadOnlyList<DataRemark> Remarks => remarks;

    /// <summary>The files of a folder without the hidden ones, whose names begin with a dot as macOS's "._a.jpg" do.</summary>
    public static IEnumerable<string> Files(string folder, SearchOption depth = SearchOption.TopDirectoryOnly) =>
        Directory.EnumerateFiles(folder, "*", depth).Where(path => !IsHidden(folder, path));

    /// <summary>The folders in a folder without the hidden ones, ".ipynb_checkpoints".</summary>
    public static IEnumerable<string> Folders(string folder) => Directory.EnumerateDirectories(folder).Where(path => !IsHidden(folder, path));

    /// <summary>Whether the data set has a folder of that name.</summary>
    public bool Has(string folder) => Directory.Exists(Path.Combine(Root, folder));

    /// <summary>
    /// Whether a path is the data set's folder or lies in it. Names in a data set's files come from whoever made them: they are not to open just any
    /// file.
    /// </summary>
    public bool Contains(string path) => Path.GetRelativePath(Root, path) is var way && !Path.IsPathRooted(way) && way.Split('/', '\\')[0] != "..";

    /// <summary>The files of a folder by their stems, that is the names without folder and extension; with those below, "street/a".</summary>
    /// <param name="folder">Name of the folder.</param>
    /// <param name="extensions">The extensions that count, with the dot.</param>
    /// <param name="depth">Whether folders in it count.</param>
    /// <exception cref="DataException">The folder is missing, or two files share a stem.</exception>
    public IReadOnlyDictionary<string, string> Stems(string folder, IReadOnlyList<string> extensions, SearchOption depth = SearchOption.TopDirectoryOnly) =>
        ByStem(folder, Listed(folder, depth).Where(path => extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase)));

    /// <summary>The images of a folder by their stems.</summary>
    /// <param name="folder">Name of the folder.</param>
    /// <param name="depth">Whether folders in it count.</param>
    /// <param name="beside">Extensions of what may lie beside them, with the dot. What else does is remarked on.</param>
    /// <exception cref="DataException">The folder is missing, or two images share a stem.</exception>
    public IReadOnlyDictionary<string, string> Images(string folder, SearchOption depth = SearchOption.TopDirectoryOnly, params IReadOnlyList<string> beside) =>
        ByStem(folder, Images(folder, Listed(folder, depth), beside));

    /// <summary>The images among files; one remark is made on all others.</summary>
    /// <param name="folder">Where they lie.</param>
    /// <param name="files">The files.</param>
    /// <param name="beside">Extensions of what may lie beside images.</param>
    public IReadOnlyList<string> Images(string folder, IEnumerable<string> files, params IReadOnlyList<string> beside)
    {
        var images = files.ToLookup(ImageFiles.IsImage);
        string[] others = [.. images[false].Where(path => !beside.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase)).Order(NaturalOrder.Instance)];
        if (others.Length > 0)
            Remark($"{others.Length} file(s) among the images in '{Path.Combine(Root, folder)}' are left out, for they are no images that can be read here "
                + $"({string.Join(", ", ImageFiles.Extensions)}); the first is '{others[0]}'.");
        return [.. images[true]];
    }

    /// <summary>Takes note of something that is no mistake but should be known.</summary>
    public void Remark(string message) => remarks.Add(new(message, IsFault: false));

    /// <summary>Says of a part that it has no images.</summary>
    /// <param name="count">How many it has.</param>
    /// <param name="split">The part.</param>
    /// <param name="isSetAside">Whether the data set itself sets it aside. Without, there need not be one for validation.</param>
    /// <exception cref="DataException">It has none.</exception>
    public void RequireImages(int count, Split split, bool isSetAside = false)
    {
        if (count == 0 && (isSetAside || split != Split.Validation))
            throw new DataException($"'{Root}' has no images for {split}; add some, or divide the images otherwise.");
    }

    /// <summary>Decodes an image.</summary>
    /// <exception cref="DataException">The file is missing, cut short or no image.</exception>
    public static RgbImage ReadImage(string path) => Decode(path, ImageFile.Read);

    /// <summary>Decodes a mask; a palette image gives its indices.</summary>
    /// <exception cref="DataException">The file is missing, cut short, no mask, or not as large as the image.</exception>
    public static LabelMap ReadMask(string path, RgbImage image) => Decode(path, file => LabelFile.Read(file, size => CheckSize(path, size, image)));

    /// <summary>Decodes a mask of any size.</summary>
    /// <exception cref="DataException">The file is missing, cut short or no mask.</exception>
    public static LabelMap ReadLabels(string path) => Decode(path, file => LabelFile.Read(file));

    /// <summary>Decodes measured values, of the size of their image.</summary>
    /// <exception cref="DataException">The file is missing, cut short, no map of values, or not as large as the image.</exception>
    public static ValueMap ReadValues(string path, RgbImage image) => Decode(path, file => ValueFile.Read(file, size => CheckSize(path, size, image)));

    /// <summary>Holds a mask's size against its image's.</summary>
    /// <exception cref="DataException">They differ.</exception>
    public static void CheckSize(string path, PixelSize mask, RgbImage image)
    {
        if (mask != image.Size)
            throw new DataException($"The mask '{path}' is {mask} but its image is {image.Size}; both must be of one size.{Turned(mask, image)}");
    }

    /// <summary>Why labels may be for another size than that of their image, where it is so.</summary>
    public static string Turned(PixelSize labelled, RgbImage image) => labelled.Width == image.Height && labelled.Height == image.Width
        ? " Images are turned as their EXIF orientation says, and their labels have to be."
        : "";

    private static bool IsHidden(string around, string path) =>
        Path.GetRelativePath(around, path).Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar).Any(part => part.StartsWith('.'));

    private IEnumerable<string> Listed(string folder, SearchOption depth) => Has(folder)
        ? Files(Path.Combine(Root, folder), depth)
        : throw new DataException($"'{Root}' has no folder '{folder}'; expected there: {layout}.");

    private Dictionary<string, string> ByStem(string folder, IEnumerable<string> files)
    {
        var (around, stems) = (Path.Combine(Root, folder), new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var path in files)
        {
            var stem = Path.ChangeExtension(Path.GetRelativePath(around, path).Replace(Path.DirectorySeparatorChar, '/'), null);
            if (!stems.TryAdd(stem, path))
                throw new DataException($"'{path}' has the same name as '{stems[stem]}'; remove one.");
        }
        return stems;
    }

    private static T Decode<T>(string path, Func<string, T> read)
    {
        try
        {
            return read(path);
        }
        catch (ImageException exception)
        {
            // It names the file and the fault already.
            throw new DataException(exception.Message, exception);
        }
    }
}
