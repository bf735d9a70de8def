using MtlDsl.Imaging;
using MtlDsl.Vision;

namespace MtlDsl.Training.Data;

/// <summary>The folder of a data set: finds its parts and reads its files, and says in the data set's own terms what is amiss.</summary>
internal sealed class DatasetFolder
{
    /// <summary>The extensions of image files.</summary>
    public static readonly string[] ImageExtensions = [".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff", ".webp"];

    private readonly string layout;

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

    /// <summary>Whether the data set has a folder of that name.</summary>
    public bool Has(string folder) => Directory.Exists(Path.Combine(Root, folder));

    /// <summary>The files of a folder by their stems, that is the names without folder and extension. Hidden ones, "._a.jpg", do not count.</summary>
    /// <param name="folder">Name of the folder.</param>
    /// <param name="extensions">The extensions that count, with the dot.</param>
    /// <exception cref="DataException">The folder is missing, or two files share a stem.</exception>
    public IReadOnlyDictionary<string, string> Stems(string folder, params IReadOnlyList<string> extensions) =>
        Stems(folder, SearchOption.TopDirectoryOnly, extensions);

    /// <summary>The files of a folder and of those in it by their stems with the folder between, "street/a".</summary>
    /// <param name="folder">Name of the folder.</param>
    /// <param name="extensions">The extensions that count, with the dot.</param>
    /// <exception cref="DataException">The folder is missing, or two files share a stem.</exception>
    public IReadOnlyDictionary<string, string> StemsBelow(string folder, params IReadOnlyList<string> extensions) =>
        Stems(folder, SearchOption.AllDirectories, extensions);

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

    /// <summary>Reads a text file.</summary>
    /// <exception cref="DataException">The file cannot be read.</exception>
    public static string ReadText(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"Cannot read '{path}': {exception.Message}", exception);
        }
    }

    private Dictionary<string, string> Stems(string folder, SearchOption depth, IReadOnlyList<string> extensions)
    {
        if (!Has(folder))
            throw new DataException($"'{Root}' has no folder '{folder}'; expected there: {layout}.");
        var (around, stems) = (Path.Combine(Root, folder), new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var path in Directory.EnumerateFiles(around, "*", depth))
        {
            var name = Path.GetRelativePath(around, path).Replace(Path.DirectorySeparatorChar, '/');
            if (name.Split('/').Any(part => part.StartsWith('.')) || !extensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase))
                continue;
            var stem = Path.ChangeExtension(name, null);
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
