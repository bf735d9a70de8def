namespace MtlDsl.Imaging.Tests;

/// <summary>Files from real data sets, where the folder with them is at hand.</summary>
public sealed class RealDataTests
{
    [SkippableTheory]
    [InlineData("penn-fudan/PNGImages", "penn-fudan/PedMasks", "_mask")]
    [InlineData("dronedeploy-chips/image-chips", "dronedeploy-chips/label-chips", "")]
    public void Every_image_has_a_mask_of_its_size(string images, string masks, string suffix)
    {
        var files = Directory.GetFiles(Folder(images), "*.png").Order(StringComparer.Ordinal).Take(40).ToArray();
        files.ShouldNotBeEmpty();

        foreach (var file in files)
        {
            var labels = LabelFile.Read(Path.Combine(Folder(masks), Path.GetFileNameWithoutExtension(file) + suffix + ".png"));
            labels.Size.ShouldBe(ImageFile.Read(file).Size);
            labels.Labels.Distinct().Count().ShouldBeLessThan(32);
        }
    }

    [SkippableFact]
    public void Photos_are_whole_and_a_cut_one_is_refused()
    {
        var files = Directory.GetFiles(Folder("coco-boxes-masks/images/train2017"), "*.jpg").Order(StringComparer.Ordinal).Take(40).ToArray();
        files.ShouldNotBeEmpty();

        foreach (var file in files)
        {
            ImageFile.Read(file).Width.ShouldBeGreaterThan(100);
            var bytes = File.ReadAllBytes(file);
            Should.Throw<ImageException>(() => ImageFile.Decode(bytes.AsSpan(0, bytes.Length * 9 / 10), file)).Message.ShouldContain("truncated");
        }
    }

    private static string Folder(string name)
    {
        var root = Environment.GetEnvironmentVariable("MTLDSL_TEST_DATA") ?? BesideRepository();
        Skip.IfNot(root is not null && Directory.Exists(Path.Combine(root, name)), $"no folder {name} with real data; MTLDSL_TEST_DATA names where it is");
        return Path.Combine(root!, name);
    }

    private static string? BesideRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MtlDsl.sln")))
            folder = folder.Parent;
        return folder?.Parent is { } parent ? Path.Combine(parent.FullName, "shared", "data") : null;
    }
}
