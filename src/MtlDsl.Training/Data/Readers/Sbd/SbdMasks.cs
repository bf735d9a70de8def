using MtlDsl.Vision;

namespace MtlDsl.Training.Data;

/// <summary>The class masks of the Semantic Boundaries Dataset (Hariharan et al., 2011): cls/NAME.mat, values as Pascal VOC's, no pixel unlabelled.</summary>
internal static class SbdMasks
{
    /// <summary>Reads a mask.</summary>
    /// <exception cref="DataException">The file cannot be read, or its mask is not as large as the image.</exception>
    public static LabelMap Read(string path, RgbImage image)
    {
        try
        {
            var (rows, columns, values) = MatFile.ReadField(File.ReadAllBytes(path), "GTcls", "Segmentation");
            DatasetFolder.CheckSize(path, new PixelSize(columns, rows), image);
            return new LabelMap(columns, rows, values);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new DataException($"The mask '{path}' cannot be read: {exception.Message}.", exception);
        }
    }
}
