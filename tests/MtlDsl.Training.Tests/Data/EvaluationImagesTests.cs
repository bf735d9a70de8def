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
    public void ReadsAheadInOrderAndNotWithoutBound()
    {
        var cores = Environment.ProcessorCount;
        var source = new MemorySource(40 + 4 * cores, index =>
        {
            Thread.Sleep(index % 3); // so that they are not ready in order
            return MemorySource.Noise(index % 5, boxes: true, mask: true) with { Id = $"{index}" };
        });
        var seen = 0;
        foreach (var image in new EvaluationImages(new TinyAdapter(), source))
            using (image)
            {
                image.Id.ShouldBe($"{seen++}");
                if (seen == 5)
                    SpinWait.SpinUntil(() => source.Reads == 5 + cores, TimeSpan.FromSeconds(10)).ShouldBeTrue($"{source.Reads} read");
                source.Reads.ShouldBeLessThanOrEqualTo(seen + cores);
            }
        seen.ShouldBe(source.Count);
    }

    [Fact]
    public void AnErrorComesWhenItsImageIsDue()
    {
        var source = new MemorySource(9, index => index == 4 ? throw new DataException("four is broken") : MemorySource.Noise(index, true, true));
        var seen = 0;

        Should.Throw<DataException>(() =>
        {
            foreach (var image in new EvaluationImages(new TinyAdapter(), source))
                using (image)
                    seen++;
        }).Message.ShouldBe("four is broken");
        seen.ShouldBe(4);
    }

    [Fact]
    public void LeavesBrokenImagesOutWhereAsked()
    {
        var source = new MemorySource(6, index => index is 1 or 5 ? throw new DataException($"{index} is broken") : MemorySource.Noise(index, true, true));
        var images = new EvaluationImages(new TinyAdapter(), source, FaultPolicy.Skip);

        for (var time = 0; time < 2; time++)
            images.Select(image =>
            {
                using (image)
                    return image.Id;
            }).ShouldBe(["noise0", "noise2", "noise3", "noise4"]);
        images.Faults.Select(fault => fault.Message).ShouldBe(["1 is broken", "5 is broken"]);
        source.Reads.ShouldBe(10);
    }

    [Fact]
    public void WhereEveryImageIsBrokenThereIsNothingToMeasure()
    {
        var source = new MemorySource(3, index => throw new DataException($"{index} is broken"));

        Should.Throw<DataException>(() => new EvaluationImages(new TinyAdapter(), source, FaultPolicy.Skip).Count()).Message
            .ShouldContain("none of its 3 images can be used. The first: 0 is broken");
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
