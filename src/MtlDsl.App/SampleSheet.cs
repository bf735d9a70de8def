using MtlDsl.Imaging;
using MtlDsl.Training.Data;
using MtlDsl.Vision;

namespace MtlDsl.App;

/// <summary>A picture to look at before training: images of a data set as they are labelled and, beside each, as augmentation shows them.</summary>
internal static class SampleSheet
{
    private const int Images = 6, Draws = 3;

    private static readonly PixelSize cell = new(400, 320);

    /// <summary>Draws some of a data set's training images, spread evenly over it.</summary>
    /// <param name="adapter">The data set.</param>
    /// <param name="source">Its training images.</param>
    /// <param name="sound">Indices of those that can be read.</param>
    public static RgbImage Draw(DataAdapter adapter, IExampleSource source, IReadOnlyList<int> sound)
    {
        var (mapper, pictures) = (new SampleMapper(adapter), new SamplePictures(adapter.Architecture));
        var augmentation = new Augmentation(adapter.Transforms, number => mapper.Map(source.Read(sound[number])), sound.Count);
        var cells = new List<(RgbImage, string)>();
        var count = Math.Min(Images, sound.Count);
        for (var row = 0; row < count; row++)
        {
            var number = row * sound.Count / count;
            var sample = mapper.Map(source.Read(sound[number]));
            cells.Add((pictures.DrawLabelled(sample), sample.Id));
            var random = new Random(row);
            for (var draw = 1; draw <= Draws; draw++)
                cells.Add((pictures.DrawSeen(augmentation.Prepare(number, random)), $"augmented {draw}"));
        }
        return ContactSheet.Compose(cells, 1 + Draws, cell);
    }
}
