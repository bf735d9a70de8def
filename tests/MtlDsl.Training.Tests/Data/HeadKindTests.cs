using MtlDsl.Training.Data;
using MtlDsl.Vision;
using static TorchSharp.torch;

namespace MtlDsl.Training.Tests.Data;

/// <summary>Labels of heads that look at the whole image or measure every pixel, from the data set to the batch.</summary>
public sealed class HeadKindTests
{
    private const int Height = 0, Kind = 1, Identity = 2;

    private static readonly Architecture Measuring = new(
        "Measuring", new PixelSize(8, 4), PixelNormalization.ImageNet,
        [
            new RegressionHead("Height", 1, "dense_values"),
            new ClassificationHead("Kind", [new("Thing", default), new("Other", default)], "class_scores"),
            new EmbeddingHead("Identity", 16, "embedding"),
        ],
        [], []);

    private static readonly RgbImage Picture = new(4, 2);
    private static readonly ValueMap Values = new(1, 2, 4, [0, 1, 2, float.NaN, 4, 5, 6, 7]);

    private static readonly Example Unlabelled = new("picture", Picture, null, null);
    private static readonly Example Labelled = Unlabelled with { Values = new("height", Values), Class = "other", Identity = "0042_c1" };

    [Fact]
    public void Labels_are_mapped()
    {
        var sample = new SampleMapper(new Adapter(Measuring)).Map(Labelled);

        sample.Labels[Height].ShouldBeOfType<ValueLabels>().Values.ShouldBeSameAs(Values);
        sample.Labels[Kind].ShouldBeOfType<ClassLabel>().Class.ShouldBe(1);
        sample.Labels[Identity].ShouldBeOfType<IdentityLabel>().Identity.ShouldBeGreaterThanOrEqualTo(0);
    }

    [Fact]
    public void What_is_not_labelled_is_null()
    {
        var mapper = new SampleMapper(new Adapter(Measuring));

        mapper.Map(Unlabelled).Labels.ShouldBe([null, null, null]);
        mapper.Map(Unlabelled with { Class = "clutter" }).Labels[Kind].ShouldBeNull();
    }

    [Fact]
    public void An_unknown_class_names_image_head_and_remedy() =>
        Should.Throw<DataException>(() => new SampleMapper(new Adapter(Measuring)).Map(Unlabelled with { Class = "zebra" })).Message.ShouldSatisfyAllConditions(
            message => message.ShouldContain("'picture'"),
            message => message.ShouldContain("'Kind'"),
            message => message.ShouldContain("[Label(\"zebra\", ...)]"));

    [Fact]
    public void A_map_of_other_channels_is_refused() =>
        Should.Throw<DataException>(() => new SampleMapper(new Adapter(Measuring)).Map(Unlabelled with { Values = new("flow", new ValueMap(2, 2, 4)) }))
            .Message.ShouldContain("2 value(s) of flow a pixel, but the head 'Height' of Measuring gives 1");

    [Fact]
    public void Of_several_regression_heads_the_one_of_the_quantitys_name_learns()
    {
        var two = Measuring with { Heads = [new RegressionHead("Height", 1, "height_dense_values"), new RegressionHead("Depth", 1, "depth_dense_values")] };
        var mapper = new SampleMapper(new Adapter(two));

        mapper.Map(Labelled).Labels.Select(labels => labels is not null).ShouldBe([true, false]);
        mapper.Map(Unlabelled with { Values = new("depth", Values) }).Labels.Select(labels => labels is not null).ShouldBe([false, true]);
    }

    [Fact]
    public void Identities_differ_by_name_and_by_data_set_and_by_nothing_else()
    {
        var (adapter, again, other) = (new Adapter(Measuring), new Adapter(Measuring), new Adapter(Measuring) { DataSet = "Another" });
        long[] numbers = [.. Enumerable.Range(0, 1000).SelectMany(i => new[] { adapter.MapIdentity($"{i}"), other.MapIdentity($"{i}") })];

        numbers.Distinct().Count().ShouldBe(2000);
        numbers.ShouldAllBe(number => number >= 0);
        again.MapIdentity("7").ShouldBe(adapter.MapIdentity("7"));
    }

    [Fact]
    public void A_batch_carries_them_and_marks_what_is_missing()
    {
        using var loader = new BatchLoader(
            [new(new Adapter(Measuring), new MemorySource(1, _ => Labelled)), new(new Adapter(Measuring), new MemorySource(1, _ => Unlabelled))],
            new() { BatchSize = 2, Workers = 2 });
        using var batch = loader.Next();

        var values = batch.Targets[Height].ShouldBeOfType<RegressionTargets>().Values;
        values.shape.ShouldBe([2, 1, 4, 8]);
        values.dtype.ShouldBe(ScalarType.Float32);
        float[] row = [0, 0, 1, 1, 2, 2, float.NaN, float.NaN], next = [4, 4, 5, 5, 6, 6, 7, 7];
        values.data<float>().ToArray().ShouldBe([.. row, .. row, .. next, .. next, .. Enumerable.Repeat(float.NaN, 32)]);

        var labels = batch.Targets[Kind].ShouldBeOfType<ClassificationTargets>().Labels;
        labels.dtype.ShouldBe(ScalarType.Int64);
        labels.data<long>().ToArray().ShouldBe([1, ClassificationTargets.Unlabelled]);

        var identities = batch.Targets[Identity].ShouldBeOfType<EmbeddingTargets>().Identities;
        identities.dtype.ShouldBe(ScalarType.Int64);
        identities.data<long>().ToArray().ShouldBe([new Adapter(Measuring).MapIdentity("0042_c1"), EmbeddingTargets.Unlabelled]);
    }

    [Theory]
    [InlineData("a a b", "")]
    [InlineData("a b c", "Identity")]
    [InlineData("a a a", "Identity")]
    public void Targets_that_a_loss_cannot_compare_are_barren(string identities, string barren)
    {
        var names = identities.Split(' ');
        using var loader = new BatchLoader([new(new Adapter(Measuring), new MemorySource(3, i => Labelled with { Identity = names[i] }))], new() { BatchSize = 3 });
        using var batch = loader.Next();

        Barren(batch, Measuring).ShouldBe(barren);
    }

    [Fact]
    public void What_is_labelled_as_empty_teaches_nothing()
    {
        var ignored = new LabelledMask(new LabelMap(8, 8), new Dictionary<byte, string?> { [0] = null });
        var nothing = Measured(new Example("empty", new RgbImage(8, 8), [], ignored));
        var something = Measured(MemorySource.Noise(0, boxes: true, mask: true));

        (nothing, something).ShouldBe(("Surfaces Objects", ""));

        static string Measured(Example example)
        {
            var adapter = new TinyAdapter();
            using var loader = new BatchLoader([new(adapter, new MemorySource(1, _ => example))], new() { BatchSize = 2 });
            using var batch = loader.Next();
            return Barren(batch, adapter.Architecture);
        }
    }

    [Fact]
    public void A_batch_without_labels_has_no_targets()
    {
        using var loader = new BatchLoader([new(new Adapter(Measuring), new MemorySource(1, _ => Unlabelled))], new() { BatchSize = 2 });
        using var batch = loader.Next();

        batch.Targets.ShouldBe([null, null, null]);
    }

    [Fact]
    public void A_dense_map_moves_with_the_image_and_keeps_its_values()
    {
        var renderer = new SampleRenderer(Measuring);
        var seen = new float[renderer.PixelCount];

        // The left half and as much beyond it, mirrored: the image's left edge is in the middle.
        var sample = new Sample("sample", new RgbImage(4, 4), [new ValueLabels(Values)]) { View = new(new Box(-0.5f, 0, 0.5f, 1), Mirrored: true) };
        renderer.RenderValues(sample, 0, seen);

        seen[..8].ShouldBe([1, 1, 0, 0, float.NaN, float.NaN, float.NaN, float.NaN]);
        seen[^8..].ShouldBe([5, 5, 4, 4, float.NaN, float.NaN, float.NaN, float.NaN]);
    }

    [Fact]
    public void Dense_maps_count_against_the_cache()
    {
        var source = new MemorySource(1, _ => Labelled);
        // 24 bytes of pixels fit, 32 of values do not.
        var cached = new CachedSource(source, 50);

        cached.Read(0);
        cached.Read(0);

        source.Reads.ShouldBe(2);
    }

    private static string Barren(Batch batch, Architecture architecture) =>
        string.Join(' ', architecture.Heads.Where((_, head) => batch.Targets[head]?.IsBarren() != false).Select(head => head.Name));

    private sealed class Adapter(Architecture architecture) : DataAdapter
    {
        public string DataSet { get; init; } = nameof(Adapter);

        public override string Name => DataSet;

        public override Architecture Architecture => architecture;

        public override IReadOnlyList<Transform> Transforms => [];

        public override IExampleSource Open(string? root, Split split) => throw new NotSupportedException("Tests bring their own sources.");

        public override int MapLabel(int head, string label) => (head, label) switch
        {
            (Kind, "thing") => 0,
            (Kind, "other") => 1,
            (_, "clutter") => IgnoredLabel,
            _ => UnknownLabel,
        };
    }
}
