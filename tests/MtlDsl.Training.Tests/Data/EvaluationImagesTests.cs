using MtlDsl.Training.Data;

namespace MtlDsl.Training.Tests.Data;

public sealed class EvaluationImagesTests
{
    [Fact]
    public void GivesTheWholeImageAndLabelsAtItsOwnSize()
    {
        // An adapter that would change the image beyond recognition, were its transforms for evaluation.
        var adapter = new TinyAdapter(new RandomFlip(1), new Expand(4, probability: 1));
        var source = MemorySource.Noise(3);
        var images = new EvaluationImages(adapter, source);
        var planes = new float[3 * 32 * 48];

        images.Count.ShouldBe(3);
        var index = 0;
        foreach (var image in images)
            using (image)
            {
                var example = source.Read(index++);
                image.Id.ShouldBe(example.Id);
                image.Image.Pixels.ShouldBe(example.Image.Pixels);
                image.Labels[TinyNetwork.Surfaces].ShouldBeOfType<PixelLabels>().Classes.Labels.ShouldBe(example.Mask!.Values.Labels);
                image.Labels[TinyNetwork.Objects].ShouldBeOfType<ObjectLabels>().Objects.Select(o => o.Box)
                    .ShouldBe(example.Objects!.Select(o => o.Box));

                new SampleRenderer(TinyNetwork.Architecture).RenderImage(new SampleMapper(adapter).Map(example), planes);
                image.Input.shape.ShouldBe([1, 3, 32, 48]);
                image.Input.data<float>().ToArray().ShouldBe(planes);
            }
        index.ShouldBe(3);
    }

    [Fact]
    public void AMissingLabelIsNull()
    {
        var images = new EvaluationImages(new TinyAdapter(), new MemorySource(1, i => MemorySource.Noise(i, boxes: true, mask: false)));
        using var image = images.Read(0);

        image.Labels[TinyNetwork.Surfaces].ShouldBeNull();
        image.Labels[TinyNetwork.Objects].ShouldNotBeNull();
    }
}
