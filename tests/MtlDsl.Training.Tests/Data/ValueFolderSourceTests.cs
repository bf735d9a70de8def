using MtlDsl.Training.Data;
using MtlDsl.Vision;

namespace MtlDsl.Training.Tests.Data;

public sealed class ValueFolderSourceTests : IDisposable
{
    private readonly TemporaryTree tree = new();

    public void Dispose() => tree.Dispose();

    [Fact]
    public void Sixteen_bits_of_grey_are_scaled_and_what_was_not_measured_is_no_value()
    {
        tree.Image("images/a.png", 3, 1);
        Put("depth/a.png", Png.Grey16(new PixelSize(3, 1), 0, 1500, 65535));

        var example = Open("depth", new ValueScale { Scale = 0.001, NoData = 0 }).Read(0);

        (example.Id, example.Values!.Quantity).ShouldBe(("a", "depth"));
        example.Values.Values.Values.ShouldBe([float.NaN, 1.5f, 65.535f]);
        (example.Objects, example.Mask).ShouldBe((null, null));
    }

    [Fact]
    public void Numbers_with_a_fraction_are_moved_and_what_is_none_is_no_value()
    {
        tree.Image("images/a.jpg", 2, 2);
        Put("dsm/heights/a_dsm.tif", FloatTiff.Write(2, 2, [12.5f, -9999, float.NaN, float.PositiveInfinity]));

        var source = Open("dsm/heights", new ValueScale { Offset = -10, NoData = -9999 }, suffix: "_dsm");

        source.Labels.ShouldBe(LabelKinds.Values);
        source.Read(0).Values!.Quantity.ShouldBe("heights");
        source.Read(0).Values!.Values.Values.ShouldBe([2.5f, float.NaN, float.NaN, float.NaN]);
    }

    [Fact]
    public void Without_a_scale_the_stored_numbers_are_the_values_and_a_quantity_may_be_named()
    {
        tree.Image("images/a.png", 2, 1);
        Put("values/a.png", Png.Grey16(new PixelSize(2, 1), 7, 8));

        var values = new ValueFolderSource(tree.Root, Split.Train, "images", "values", quantity: "Depth").Read(0).Values!;

        values.Quantity.ShouldBe("Depth");
        values.Values.Values.ShouldBe([7, 8]);
    }

    [Fact]
    public void Images_are_divided_by_folders_or_by_a_rule()
    {
        for (var number = 0; number < 10; number++)
        {
            tree.Image($"images/{number}.png", 1, 1);
            Put($"values/{number}.png", Png.Grey16(new PixelSize(1, 1), (ushort)number));
        }

        Ids(Split.Train).Concat(Ids(Split.Test)).Order().ShouldBe(Enumerable.Range(0, 10).Select(number => $"{number}"));
        Ids(Split.Test).Length.ShouldBe(2);
        Ids(Split.Validation).ShouldBeEmpty();

        string[] Ids(Split split) =>
            new ValueFolderSource(tree.Root, split, "images", "values") is var source ? [.. Enumerable.Range(0, source.Count).Select(i => source.Read(i).Id)] : [];
    }

    [Fact]
    public void Tiles_have_their_part_of_the_values()
    {
        tree.Image("images/a.png", 4, 2);
        Put("values/a.png", Png.Grey16(new PixelSize(4, 2), 1, 2, 3, 4, 5, 6, 7, 8));

        new TiledSource(Open("values"), 2).Read(3).Values!.Values.Values.ShouldBe([7, 8]);
    }

    [Fact]
    public void A_map_without_image_and_an_image_without_map_are_named()
    {
        tree.Image("images/a.png", 1, 1).Image("images/b.png", 1, 1);
        Put("values/a.png", Png.Grey16(new PixelSize(1, 1), 1));
        Should.Throw<DataException>(() => Open("values")).Message.ShouldBe(
            $"The image '{tree.Path("images/b.png")}' has no map of values; expected values/b.png.");

        Put("values/b.tif", FloatTiff.Write(1, 1, [1]));
        Put("values/c.tif", FloatTiff.Write(1, 1, [1]));
        Should.Throw<DataException>(() => Open("values")).Message.ShouldContain("no image images/c for the map of values");
    }

    [Fact]
    public void Without_a_folder_it_is_said_what_one_holds() =>
        Should.Throw<DataException>(() => new ValueFolderSource(null, Split.Train, "images", "dsm", valueSuffix: "_dsm")).Message
            .ShouldEndWith("name the one that holds images with images, and dsm with a map of values of the same name for each (NAME_dsm.png or .tif).");

    [Fact]
    public void A_map_of_another_size_or_that_is_broken_is_named()
    {
        tree.Image("images/a.png", 3, 1);
        Put("values/a.png", Png.Grey16(new PixelSize(2, 1), 1, 2));
        Should.Throw<DataException>(() => Open("values").Read(0)).Message.ShouldSatisfyAllConditions(
            message => message.ShouldContain(tree.Path("values/a.png")), message => message.ShouldContain("is 2x1 but its image is 3x1"));

        Put("values/a.png", Png.Grey16(new PixelSize(3, 1), 1, 2, 3)[..^20]);
        Should.Throw<DataException>(() => Open("values").Read(0)).Message.ShouldContain("truncated");
    }

    private ValueFolderSource Open(string values, ValueScale? scale = null, string suffix = "") =>
        new(tree.Root, Split.Train, "images", values, scale, valueSuffix: suffix);

    private void Put(string name, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(tree.Path(name))!);
        File.WriteAllBytes(tree.Path(name), content);
    }
}
