using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace MtlDsl.Generators.Rules;

/// <summary>Every diagnostic. 0xxx the declaration, 1xxx the graph and its shapes, 2xxx heads, losses and data, 3xxx export and budgets.</summary>
internal static class Descriptors
{
    private const string HelpFolder = "https://github.com/mtldsl/mtldsl/blob/main/docs/diagnostics/";

    public static readonly DiagnosticDescriptor NotPartial = Declaration("MTL0001", "Class is not partial",
        "'{0}' must be declared partial, so that its network can be added to it");

    public static readonly DiagnosticDescriptor NoHead = Declaration("MTL0002", "No head",
        "'{0}' has no head: declare a partial property with one of [{1}]");

    public static readonly DiagnosticDescriptor NoLoss = Declaration("MTL0003", "No loss",
        "Head '{0}' has no loss: add [{1}]");

    public static readonly DiagnosticDescriptor DuplicateHead = Declaration("MTL0004", "Two heads on one property",
        "'{0}' is declared as two heads, [{1}] and [{2}]: keep one");

    public static readonly DiagnosticDescriptor BadImageSize = Declaration("MTL0005", "Bad image size",
        "{0} is {1}; an image side is {2} to {3} pixels");

    public static readonly DiagnosticDescriptor TooFewClasses = Declaration("MTL0006", "Too few classes",
        "'{0}' has {1}; a {2} head needs at least {3}");

    public static readonly DiagnosticDescriptor ClassValues = Declaration("MTL0007", "Class values have gaps",
        "The values of '{0}' must be 0, 1, 2 ... in order, for they are the indices of the network's channels");

    public static readonly DiagnosticDescriptor HeadNotPartial = Declaration("MTL0008", "Head property is not partial",
        "Head '{0}' must be a partial property with a getter only: public partial {1} {0} {{ get; }}");

    public static readonly DiagnosticDescriptor HeadType = Declaration("MTL0009", "Property type does not fit the head",
        "Head '{0}' is a [{1}], so its type must be {2}, not '{3}'");

    public static readonly DiagnosticDescriptor NotTrunk = Declaration("MTL0010", "Not a trunk",
        "'{0}' is no trunk: mark the enum with [Trunk] and give it at least one stage");

    public static readonly DiagnosticDescriptor NoLayers = Declaration("MTL0011", "Stage without layers",
        "Stage '{0}' has no layers: add at least one, such as [Conv(64)]");

    public static readonly DiagnosticDescriptor GenericClass = Declaration("MTL0012", "Class is generic",
        "'{0}' is generic or stands inside a generic type; a network is one class");

    public static readonly DiagnosticDescriptor ReservedName = Declaration("MTL0013", "Reserved name",
        "'{0}' is the name of a member that the network gets: call the {1} otherwise");

    public static readonly DiagnosticDescriptor SharedName = Declaration("MTL0014", "Heads share a name",
        "Heads '{0}' and '{1}' would share the name '{2}' among the parameters: rename one");

    public static readonly DiagnosticDescriptor StageValue = Declaration("MTL0015", "Stages share a value",
        "Stages '{1}' and '{2}' of '{0}' have one value, {3}, so that a tap on one means the other: give every stage a value of its own");

    // The order that the compiler keeps today is the written one, so the network is right; the language does not promise it.
    public static readonly DiagnosticDescriptor LayerLists = Warning("MTL0016", "Layers in several lists", "MtlDsl.Declaration",
        "The layers of '{0}' stand in several [...] lists, between which C# promises no order: write them in one list");

    public static readonly DiagnosticDescriptor SharedColor = Warning("MTL0017", "Classes share a colour", "MtlDsl.Declaration",
        "'{0}' and '{1}' of '{2}' have one colour, ({3}), so that pictures and colour masks cannot tell them apart: give one another [Color]");

    public static readonly DiagnosticDescriptor UnfitClass = Declaration("MTL0018", "Class cannot be extended",
        "'{0}' is {1}; what is declared must be a class that can be made, and that a generated file can add to");

    public static readonly DiagnosticDescriptor OtherBase = Declaration("MTL0019", "Class has a base class",
        "'{0}' derives from '{1}', but the generated part derives from '{2}': keep what you need of '{1}' in a field");

    public static readonly DiagnosticDescriptor OwnMember = Declaration("MTL0020", "Member is generated",
        "'{0}' declares {1}, which the network gets: remove or rename it");

    public static readonly DiagnosticDescriptor SharedStageName = Declaration("MTL0021", "Stages share a name",
        "'{0}' and {1} would share the name '{2}' among the parameters: rename one");

    public static readonly DiagnosticDescriptor LayerArgument = Graph("MTL1001", "Layer argument out of range",
        "{1} of {0} is {2}; allowed is {3}");

    public static readonly DiagnosticDescriptor VanishingMap = Graph("MTL1002", "Map vanishes",
        "Stage '{0}' leaves nothing of its {1} input map at image size {2}x{3}: use a larger image, a smaller kernel or padding");

    public static readonly DiagnosticDescriptor UnknownTap = Graph("MTL1003", "Unknown tap",
        "'{0}' is no stage of this network; its stages are {1}");

    public static readonly DiagnosticDescriptor InvisibleTap = Graph("MTL1004", "Tap out of sight",
        "'{0}' lies after the split on a branch that head '{1}' owns, so head '{2}' cannot see it: tap a stage of the trunk, or declare a branch of its own");

    public static readonly DiagnosticDescriptor SkipOrder = Graph("MTL1005", "Skip does not line up",
        "Skip '{0}' gives a map of {1} cells, which does not line up with the {2} cells of '{3}': {4}");

    public static readonly DiagnosticDescriptor BranchStart = Graph("MTL1006", "Branch hangs in the air",
        "Branch '{0}' must start after a stage of trunk '{1}', not after '{2}'");

    public static readonly DiagnosticDescriptor BranchCircle = Graph("MTL1007", "Branches start from each other",
        "Branch '{0}' starts, over {1}, from itself: one of them must start from the trunk");

    public static readonly DiagnosticDescriptor SlowChannels = Information("MTL1008", "Channels that train slowly", "MtlDsl.Graph",
        "Stage '{0}' gives {1} channels, which CPUs train several times slower than a multiple of 16: the next is {2}");

    public static readonly DiagnosticDescriptor SmallBatch = Warning("MTL1009", "Batch norm with a small batch", "MtlDsl.Graph",
        "A batch of {0} is too small for the batch norms of '{1}': train with {2} or more images, or use Norm.Group");

    // No mistake: many cheap networks end early. But who did not mean it wonders where the stage is.
    public static readonly DiagnosticDescriptor UnusedStage = Information("MTL1010", "Stage is not used", "MtlDsl.Graph",
        "No head of '{1}' needs '{0}', so it is left out");

    public static readonly DiagnosticDescriptor SingleCell = Warning("MTL1015", "Pixels from a single cell", "MtlDsl.Graph",
        "'{0}' gives one cell for the whole image of {1}, so head '{2}' learns nothing of places from it: tap an earlier stage or use a larger image");

    public static readonly DiagnosticDescriptor CustomLayerType = Graph("MTL1011", "Custom layer is no module",
        "'{1}' of {0} cannot be a layer: derive it from torch.nn.Module<Tensor, Tensor>");

    public static readonly DiagnosticDescriptor CustomLayerConstructor = Graph("MTL1012", "Custom layer cannot be made",
        "'{1}' of {0} has no constructor that the network could call: give it a public one without parameters, or with the input's channels (int or long)");

    public static readonly DiagnosticDescriptor CustomLayerShape = Graph("MTL1013", "Custom layer without a shape rule",
        "'{1}' of {0} does not say what it gives: add [LayerShape] to it, with what differs from a map of the input's shape without weights");

    public static readonly DiagnosticDescriptor CustomLayerShapeArgument = Graph("MTL1014", "Shape rule out of range",
        "{2} in the [LayerShape] of '{1}', a layer of {0}, is {3}; allowed is {4}");

    public static readonly DiagnosticDescriptor CustomLayerOnnx = Error("MTL3001", "Custom layer without an ONNX form", "MtlDsl.Export",
        "'{1}' of {0} cannot be exported: add public static Value ToOnnx(OnnxGraph graph, string name, Value input)");

    public static readonly DiagnosticDescriptor NoDetectAt = Heads("MTL2001", "Detection head without maps",
        "Head '{0}' predicts on no map: add [DetectAt(stage, MinSize = ..., AspectRatios = [2])]");

    public static readonly DiagnosticDescriptor NoBoxes = Heads("MTL2002", "Map without default boxes",
        "The map at '{0}' has no default boxes: give MinSize or Sizes");

    public static readonly DiagnosticDescriptor BoxSize = Heads("MTL2003", "Default box size out of range",
        "{0} is {1}; allowed is {2}");

    public static readonly DiagnosticDescriptor LossKind = Heads("MTL2004", "Loss does not fit the head",
        "[{0}] does not fit head '{1}', which is a [{2}]: use [{3}]");

    public static readonly DiagnosticDescriptor DuplicateMap = Heads("MTL2005", "Map is given twice",
        "Head '{0}' predicts at '{1}' twice: give all its boxes in one [DetectAt]");

    public static readonly DiagnosticDescriptor AdapterModel = Heads("MTL2006", "Data set for no network",
        "'{0}' is no network: mark it with [MultitaskModel<...>]");

    public static readonly DiagnosticDescriptor LabelClass = Heads("MTL2007", "Label for a class that no head has",
        "'{0}' is no class of {1} of '{2}'; its classes are {3}");

    public static readonly DiagnosticDescriptor LabelTwice = Heads("MTL2008", "Label is mapped twice",
        "Label \"{0}\" is mapped twice for head '{1}'");

    public static readonly DiagnosticDescriptor UnmatchedBox = Warning("MTL2009", "Default box is never matched", "MtlDsl.Heads",
        "A default box of {0} pixels on '{1}' reaches beyond the image of {2}: an object overlaps it by {3} at most, and {4} is needed; make it smaller");

    public static readonly DiagnosticDescriptor IgnoredClass = Heads("MTL2010", "A class is ignored",
        "IgnoreLabel {0} is one of the {1} classes, which then is never learnt: use -1 or a value above {2}");

    public static readonly DiagnosticDescriptor HeadArgument = Heads("MTL2011", "Argument out of range",
        "{0} of [{1}] is {2}; allowed is {3}");

    public static readonly DiagnosticDescriptor ClassWeightCount = Heads("MTL2012", "Class weights do not fit the classes",
        "There are {0} class weights for {1} classes: give one for each, in the order of the enum");

    public static readonly DiagnosticDescriptor ZeroWeight = Warning("MTL2014", "Loss without weight", "MtlDsl.Heads",
        "The weight of [{0}] is 0, so it teaches nothing: give it a weight or remove it");

    public static readonly DiagnosticDescriptor NoHeadKind = Heads("MTL2015", "Loss or map without a head",
        "'{0}' has [{1}] but is no head: add one of [{2}]");

    public static readonly DiagnosticDescriptor StrayDetectAt = Heads("MTL2016", "Map for default boxes on another head",
        "Head '{0}' is a [{1}], which has no default boxes: remove [DetectAt], or make it an [SsdHead]");

    // Known only when the whole project is: reported by a build, not while typing.
    public static readonly DiagnosticDescriptor Unsupervised = new("MTL2017", "Head without labels",
        "Head '{0}' of '{1}' would stay as it started: no data set of this project for it ({2}) has labels for {3}; declare one that has, or remove the head",
        "MtlDsl.Heads", DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: $"{HelpFolder}MTL2017.md", customTags: WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor TwoDataSets = Heads("MTL2018", "Two data sets on one class",
        "'{0}' is declared for two data sets, [{1}] and [{2}]: declare a class for each");

    public static readonly DiagnosticDescriptor StrayMaskLabel = Heads("MTL2019", "Mask label without such masks",
        "[{0}] says what a mask's pixels stand for, but '{1}' is a [{2}], whose labels have names: use [Label] or [Ignore]");

    public static readonly DiagnosticDescriptor MixedMasks = Heads("MTL2020", "Masks by values and by colours",
        "Masks hold values or colours, not both: keep [MaskValue] and [IgnoreValue], or [MaskColor] and [IgnoreColor]");

    public static readonly DiagnosticDescriptor LabelWithoutClass = Heads("MTL2021", "Label without a class",
        "Label \"{0}\" of [{1}] is no class of head '{2}': add [Label(\"{0}\", ...)] with one of {3}, or [Ignore(\"{0}\")]");

    // Known only when the whole project is, as MTL2017.
    public static readonly DiagnosticDescriptor UnreachedClass = new("MTL2022", "Class that no label reaches",
        "No label stands for {0} of head '{1}' of '{2}' in its data sets ({3}): map one to it with [Label], [MaskValue] or [MaskColor], or remove it",
        "MtlDsl.Heads", DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: $"{HelpFolder}MTL2022.md", customTags: WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor TinyBox = Warning("MTL2023", "Default box is too small for its map", "MtlDsl.Heads",
        "A default box of {0} pixels on '{1}', whose cells are {2} pixels, is too small: objects of its size that lie between such boxes touch none and are never learnt; make it larger than {3} pixels, or take a finer map");

    public static readonly DiagnosticDescriptor UnknownHead = Heads("MTL2024", "Head that the network lacks",
        "'{0}' is no head of '{1}'; its heads are {2}");

    public static readonly DiagnosticDescriptor LayerOnBoard = Error("MTL3002", "Board cannot run a layer", "MtlDsl.Export",
        "{0} has a layer that needs {1}; {2}, with {3}, does not read it: {4}");

    // An error too, for a limit that does not hold is none; but the network is generated, for elsewhere it may do.
    public static readonly DiagnosticDescriptor BudgetExceeded = Error("MTL3003", "Budget is exceeded", "MtlDsl.Export",
        "'{0}' exceeds a budget: {1} is {2} on {3}, and {4} is allowed; most of it is in {5}");

    public static readonly DiagnosticDescriptor BudgetValue = Error("MTL3004", "Budget makes no sense", "MtlDsl.Export",
        "{0} of a budget is {1}; allowed is {2}");

    // No mistake: the network runs on the board, but not by the predictor with the package's library.
    public static readonly DiagnosticDescriptor BoardWithoutOnnxRuntime = Information("MTL3005", "Board for which ONNX Runtime has no library", "MtlDsl.Export",
        "{0} has glibc {1} (JetPack {2}), and the packages of ONNX Runtime are built for {3}: run '{4}' there through TensorRT, or name a library with -p:OnnxRuntimeLibrary");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
        [.. typeof(Descriptors).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => f.GetValue(null)).OfType<DiagnosticDescriptor>()];

    private static DiagnosticDescriptor Declaration(string id, string title, string message) => Error(id, title, "MtlDsl.Declaration", message);

    private static DiagnosticDescriptor Graph(string id, string title, string message) => Error(id, title, "MtlDsl.Graph", message);

    private static DiagnosticDescriptor Heads(string id, string title, string message) => Error(id, title, "MtlDsl.Heads", message);

    // An error leaves a declaration from which no network can be made.
    private static DiagnosticDescriptor Error(string id, string title, string category, string message) => New(id, title, category, message, DiagnosticSeverity.Error);

    // A warning leaves a network that most likely is not what was meant.
    private static DiagnosticDescriptor Warning(string id, string title, string category, string message) => New(id, title, category, message, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Information(string id, string title, string category, string message) => New(id, title, category, message, DiagnosticSeverity.Info);

    private static DiagnosticDescriptor New(string id, string title, string category, string message, DiagnosticSeverity severity) =>
        new(id, title, message, category, severity, isEnabledByDefault: true, helpLinkUri: $"{HelpFolder}{id}.md");
}
