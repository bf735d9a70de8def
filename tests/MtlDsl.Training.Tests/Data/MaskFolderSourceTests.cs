using MtlDsl.Imaging;
using MtlDsl.Training.Data;
using MtlDsl.Vision;

namespace MtlDsl.Training.Tests.Data;

public sealed class MaskFolderSourceTests : IDisposable
{
    private static readonly MaskFormat Levels = MaskFormat.Values([0, 40, 80], [255]);
    private static readonly Rgb Red = new(255, 0, 0), Green = new(0, 128, 0), Black = new(0, 0, 0);
    private static readonly MaskFormat Paints = MaskFormat.Colors([Red, Green], [Black]);

    private readonly TemporaryTree tree = new();

    public void Dispose() => tree.Dispose();

    [Fact]
    public void ReadsGreyLevelsAsTheyStand()
    {
        tree.Image("images/a.png", 3, 1).GreyMask("masks/a.png", new LabelMap(3, 1, [80, 255, 0]));

        var mask = Open(Levels).Read(0).Mask.ShouldNotBeNull();

        mask.Values.Labels.ShouldBe(new byte[] { 80, 255, 0 });
        mask.Labels.ShouldBe(new Dictionary<byte, string?> { [0] = "0", [40] = "40", [80] = "80", [255] = null }, ignoreOrder: true);
    }

    [Fact]
    public void ReadsPaletteIndicesAndGreyLevelsInThreeChannels()
    {
        tree.Image("images/a.png", 2, 1).PaletteMask("masks/a.png", new LabelMap(2, 1, [40, 80]))
            .Image("images/b.png", 2, 1).Image("masks/b.png", 2, 1, value: 80);

        var source = Open(Levels);

        source.Read(0).Mask!.Values.Labels.ShouldBe(new byte[] { 40, 80 });
        source.Read(1).Mask!.Values.Labels.ShouldBe(new byte[] { 80, 80 });
    }

    [Fact]
    public void ReadsColours()
    {
        tree.Image("images/a.jpg", 4, 1);
        Paint("masks/a.png", Green, Red, Black, Red);

        var mask = Open(Paints).Read(0).Mask.ShouldNotBeNull();

        mask.Values.Labels.Select(value => mask.Labels[value]).ShouldBe(["#008000", "#ff0000", null, "#ff0000"]);
    }

    [Fact]
    public void WhatIsNotDeclaredMayHaveNoLabel()
    {
        tree.Image("images/a.png", 3, 1).GreyMask("masks/a.png", new LabelMap(3, 1, [80, 41, 0]));
        var mask = Open(MaskFormat.Values([0, 80], [], ignoreOthers: true)).Read(0).Mask.ShouldNotBeNull();
        mask.Values.Labels.Select(value => mask.Labels[value]).ShouldBe(["80", null, "0"]);

        Paint("masks/a.png", Green, new Rgb(1, 2, 3), Red);
        mask = Open(MaskFormat.Colors([Red, Green], [], ignoreOthers: true)).Read(0).Mask.ShouldNotBeNull();
        mask.Values.Labels.Select(value => mask.Labels[value]).ShouldBe(["#008000", null, "#ff0000"]);
    }

    [Fact]
    public void AMaskMayHaveASuffix()
    {
        tree.Image("images/a.png", 2, 1).GreyMask("labels/a_lab.png", new LabelMap(2, 1)).GreyMask("labels/readme.png", new LabelMap(1, 1));

        var source = new MaskFolderSource(tree.Root, Split.Train, "images", "labels", Levels, maskSuffix: "_lab");

        source.Read(0).Id.ShouldBe("a");
    }

    [Theory]
    [InlineData("images/{0}/", "masks/{0}/", "train2017 val2017", "train2017", "val2017", null)]
    [InlineData("images/{0}/", "masks/{0}/", "train val test", "train", "test", "val")]
    [InlineData("{0}/images/", "{0}/masks/", "train valid test", "train", "test", "valid")]
    public void FoldersSayWhatIsForTesting(string images, string masks, string parts, string train, string test, string? validation)
    {
        foreach (var part in parts.Split(' '))
            tree.Image(string.Format(null, images, part) + part + ".png", 2, 1).GreyMask(string.Format(null, masks, part) + part + ".png", new LabelMap(2, 1));

        Ids(Open(Levels)).ShouldBe([train]);
        Ids(Open(Levels, Split.Test)).ShouldBe([test]);
        Ids(Open(Levels, Split.Validation)).ShouldBe(validation is null ? [] : [validation]);
    }

    [Fact]
    public void ARuleDividesWhatFoldersDoNot()
    {
        for (var i = 0; i < 10; i++)
            tree.Image($"images/{i / 2}_{i}.png", 2, 1).GreyMask($"masks/{i / 2}_{i}.png", new LabelMap(2, 1));

        var rule = new SplitRule { GroupBy = "_" };
        var test = new MaskFolderSource(tree.Root, Split.Test, "images", "masks", Levels, rule);
        var train = new MaskFolderSource(tree.Root, Split.Train, "images", "masks", Levels, rule);

        (test.Count, train.Count).ShouldBe((2, 8));
        test.Origin(0).ShouldBe(test.Origin(1));
        Ids(train).Concat(Ids(test)).Distinct().Count().ShouldBe(10);
    }

    [Fact]
    public void NamesTheFileThePixelAndTheRemedy()
    {
        tree.Image("images/a.png", 3, 2).GreyMask("masks/a.png", new LabelMap(3, 2, [0, 0, 0, 0, 41, 0]));
        Fault(() => Open(Levels).Read(0)).ShouldSatisfyAllConditions(
            m => m.ShouldContain(tree.Path("masks/a.png")), m => m.ShouldContain("value 41 at (1, 1)"), m => m.ShouldContain("[MaskValue(41, ...)]"));

        tree.Image("images/a.png", 2, 1);
        Paint("masks/a.png", Red, new Rgb(254, 0, 1));
        Fault(() => Open(Paints).Read(0)).ShouldSatisfyAllConditions(
            m => m.ShouldContain(tree.Path("masks/a.png")), m => m.ShouldContain("254, 0, 1 at (1, 0)"), m => m.ShouldContain("[MaskColor(254, 0, 1, ...)]"));

        Paint("masks/a.png", Red);
        Fault(() => Open(Paints).Read(0)).ShouldContain("is 1x1 but its image is 2x1");
    }

    [Fact]
    public void SaysWhatIsMissing()
    {
        Fault(() => new MaskFolderSource(null, Split.Train, "images", "masks", Levels, maskSuffix: "_lab"))
            .ShouldEndWith("name the one that holds images with images, and masks with a mask of the same name for each (NAME_lab.png).");
        Fault(() => Open(Levels)).ShouldContain("'images'");
        tree.Image("images/a.png", 2, 1);
        Fault(() => Open(Levels)).ShouldContain("'masks'");
        tree.GreyMask("masks/b.png", new LabelMap(2, 1));
        Fault(() => Open(Levels)).ShouldContain("no image images/b");
        tree.Image("images/b.png", 2, 1);
        Fault(() => Open(Levels)).ShouldContain("masks/a.png");
        tree.GreyMask("masks/a.png", new LabelMap(2, 1));
        Fault(() => Open(Levels, Split.Test)).ShouldContain("no images for Test");
        tree.Image("images/test-dev/x.png", 2, 1);
        Fault(() => Open(Levels)).ShouldContain("none for Train");
        tree.Image("images/test-challenge/x.png", 2, 1);
        Fault(() => Open(Levels)).ShouldContain("several folders");
    }

    [Fact]
    public void ABalanceMindsNoBrokenMasksButMissingOnes()
    {
        for (var i = 0; i < 10; i++)
            tree.Image($"images/{i}.png", 2, 1).GreyMask($"masks/{i}.png", new LabelMap(2, 1, [40, (byte)(i == 3 ? 77 : 80)]));
        tree.Truncate("masks/4.png");
        MaskFolderSource Balanced(Split split) => new(tree.Root, split, "images", "masks", Levels, balance: true);

        Enum.GetValues<Split>().Sum(split => Balanced(split).Count).ShouldBe(10);
        string[] faults = [.. Enum.GetValues<Split>().Select(Balanced).SelectMany(source => Enumerable.Range(0, source.Count).Select(i => Record(() => source.Read(i)))).OfType<string>()];
        faults.Order().ShouldBe(faults.Where(fault => fault.Contains("3.png") || fault.Contains("4.png")).Order());
        faults.Length.ShouldBe(2);

        File.Delete(tree.Path("masks/5.png"));
        Fault(() => Balanced(Split.Train)).ShouldContain("masks/5.png");

        static string? Record(Action read)
        {
            try
            {
                read();
                return null;
            }
            catch (DataException fault)
            {
                return fault.Message;
            }
        }
    }

    [Fact]
    public void RefusesAFormatWithoutLabels()
    {
        Should.Throw<ArgumentException>(() => MaskFormat.Values([], [0]));
        Should.Throw<ArgumentException>(() => MaskFormat.Colors([], [Black]));
        Should.Throw<ArgumentException>(() => MaskFormat.Colors([.. Enumerable.Range(0, 256).Select(i => new Rgb((byte)i, 1, 2))], []));
    }

    private MaskFolderSource Open(MaskFormat format, Split split = Split.Train) => new(tree.Root, split, "images", "masks", format);

    private void Paint(string name, params Rgb[] pixels)
    {
        var image = new RgbImage(pixels.Length, 1, [.. pixels.SelectMany(p => new[] { p.R, p.G, p.B })]);
        Directory.CreateDirectory(Path.GetDirectoryName(tree.Path(name))!);
        ImageFile.Write(tree.Path(name), image);
    }

    private static string[] Ids(IExampleSource source) => [.. Enumerable.Range(0, source.Count).Select(i => source.Read(i).Id)];

    private static string Fault(Func<object> action) => Should.Throw<DataException>(action).Message;
}
