using System.Reflection;
using System.Xml.Linq;
using MtlDsl.Drawing;

namespace MtlDsl.Models.Tests;

/// <summary>The drawings of every network that ships.</summary>
public class FigureTests
{
    public static TheoryData<string> Networks { get; } = new(Architectures().Select(architecture => architecture.Name));

    [Theory]
    [MemberData(nameof(Networks))]
    public void A_shipped_network_is_drawn_whole_and_legibly(string name)
    {
        var architecture = Architectures().Single(a => a.Name == name);
        foreach (var drawn in (Architecture[])[architecture, architecture.Only(), .. architecture.Heads.Select(head => architecture.Only(head.Name))])
        {
            var texts = XDocument.Parse(drawn.ToSvg()).Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value).ToList();
            foreach (var tap in drawn.Taps)
                texts.ShouldContain(tap.Member);
            foreach (var head in drawn.Heads)
                texts.ShouldContain(head.Name);
            var labels = NetworkFigure.Of(drawn).Labels;
            for (var i = 0; i < labels.Count; i++)
                for (var j = 0; j < i; j++)
                    labels[i].Area.Overlaps(labels[j].Area).ShouldBeFalse($"'{labels[i].Text}' covers '{labels[j].Text}'");
        }
    }

    [Fact]
    public void The_documents_show_the_networks_as_they_are()
    {
        GeneratedDocument.Hold("docs/images/voc-multitask.svg", VocMultitask.Architecture.ToSvg());
        GeneratedDocument.Hold("docs/images/small-aerial.svg", SmallAerial.Architecture.ToSvg());
    }

    private static IEnumerable<Architecture> Architectures() => typeof(VocMultitask).Assembly.GetExportedTypes()
        .Where(type => !type.IsNested)
        .Select(type => type.GetProperty("Architecture", BindingFlags.Public | BindingFlags.Static)?.GetValue(null))
        .OfType<Architecture>();
}
