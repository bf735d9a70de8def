namespace MtlDsl.Imaging.Tests;

public sealed class ImageFilesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Hidden_files_of_a_folder_are_no_images()
    {
        foreach (var name in new[] { "b.png", "a.JFIF", ".c.png", "._b.png", "text.txt" })
            File.WriteAllText(folder[name], "");

        ImageFiles.Find([folder.FullName]).ShouldBe([folder["a.JFIF"], folder["b.png"]]);
        // What is named is meant.
        ImageFiles.Find([folder[".c.png"]]).ShouldBe([folder[".c.png"]]);
    }
}
