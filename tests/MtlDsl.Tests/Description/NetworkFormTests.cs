namespace MtlDsl.Tests.Description;

/// <summary>What a file says of its form is read as it was written.</summary>
public sealed class NetworkFormTests
{
    public static TheoryData<NetworkForm> Forms { get; } =
    [
        NetworkForm.Plain,
        new NetworkForm { Image = ImageForm.Pixels },
        new NetworkForm { Probabilities = true, Corners = true },
        new NetworkForm { ClassIndices = true, Suppression = new SuppressionForm(0.05f, 0.3, 100) },
    ];

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_form_survives_its_file_in_every_culture(NetworkForm form)
    {
        foreach (var culture in Culture.All)
            Culture.In(culture, () => NetworkForm.Of(Written(form))).ShouldBe(form, culture);
    }

    [Fact]
    public void A_file_that_says_nothing_is_plain() => NetworkForm.Of(new Dictionary<string, string>()).ShouldBe(NetworkForm.Plain);

    [Theory]
    [InlineData("mtldsl.form.image", "tensor")]
    [InlineData("mtldsl.form.boxes", "")]
    [InlineData("mtldsl.form.suppression", "score 0,1 overlap 0.5 best 100")]
    [InlineData("mtldsl.form.suppression", "score 0.1 overlap 0.5")]
    public void What_is_not_known_is_refused(string key, string text)
    {
        var written = Written(NetworkForm.Plain);
        written[key] = text;
        Should.Throw<FormatException>(() => NetworkForm.Of(written)).Message.ShouldBe($"its {key} is '{text}', which this version does not know");
    }

    private static Dictionary<string, string> Written(NetworkForm form) => form.Properties.ToDictionary(pair => pair.Key, pair => pair.Text);
}
