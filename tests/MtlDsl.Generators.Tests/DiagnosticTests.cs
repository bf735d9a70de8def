using System.Globalization;
using Microsoft.CodeAnalysis;
using MtlDsl.Generators.Rules;

namespace MtlDsl.Generators.Tests;

public class DiagnosticTests
{
    /// <summary>
    /// A wrong declaration for each rule: the marked words are where mistakes are reported, and the lines of text what is said of them.
    /// What is reported and not marked fails the test.
    /// </summary>
    public static TheoryData<string, string> Mistakes { get; } = new()
    {
        {
            """
            [MultitaskModel<SmallResNet>(Width = 64, Height = 64)]
            public class {|MTL0001:Net|}
            {
                [FcnHead(SmallResNet.Stride8), PixelCrossEntropy]
                public SegmentationHead<SceneSurface> {|MTL0008:Surfaces|} => null!;
            }
            """,
            """
            'Net' must be declared partial, so that its network can be added to it
            Head 'Surfaces' must be a partial property with a getter only: public partial SegmentationHead<SceneSurface> Surfaces { get; }
            """
        },
        {
            """
            [MultitaskModel<SmallResNet>(Width = 64, Height = 64)]
            public partial class {|MTL0002:Net|} { }
            """,
            "'Net' has no head: declare a partial property with one of [FcnHead], [SsdHead], [ClassifierHead], [DenseHead], [VectorHead]"
        },
        {
            Model("[FcnHead(SmallResNet.Stride8)] public partial SegmentationHead<SceneSurface> {|MTL0003:Surfaces|} { get; }"),
            "Head 'Surfaces' has no loss: add [PixelCrossEntropy]"
        },
        {
            Model("[FcnHead(SmallResNet.Stride8), {|MTL0004:SsdHead|}, PixelCrossEntropy] public partial SegmentationHead<SceneSurface> Surfaces { get; }"),
            "'Surfaces' is declared as two heads, [FcnHead] and [SsdHead]: keep one"
        },
        {
            Model("""
                [FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> Surfaces { get; }
                [FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> {|MTL0014:surfaces|} { get; }
                """),
            "Heads 'Surfaces' and 'surfaces' would share the name 'surfaces' among the parameters: rename one"
        },
        {
            """
            [MultitaskModel<SmallResNet>(Width = {|MTL0005:16|}, Height = 64)]
            public partial class Net
            {
                [FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> Surfaces { get; }
            }
            """,
            "Width is 16; an image side is 32 to 4096 pixels"
        },
        {
            """
            [{|MTL0005:MultitaskModel<SmallResNet>(Width = 64)|}]
            public partial class Net
            {
                [FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> Surfaces { get; }
            }
            """,
            "Height is not given; an image side is 32 to 4096 pixels"
        },
        {
            "public enum Nothing { }" + Model("[SsdHead, DetectAt(SmallResNet.Stride8, MinSize = 9), MultiBoxLoss] public partial DetectionHead<{|MTL0006:Nothing|}> Objects { get; }"),
            "'Nothing' has no members; a detection head needs at least 1"
        },
        {
            "public enum Nothing { }" + Model("[FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial SegmentationHead<{|MTL0006:Nothing|}> Surfaces { get; }"),
            "'Nothing' has no members; a segmentation head needs at least 2"
        },
        {
            "public enum One { A }" + Model("""
                [FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial SegmentationHead<{|MTL0006:One|}> Surfaces { get; }
                [ClassifierHead(SmallResNet.Stride8), CrossEntropyLoss] public partial ClassificationHead<{|MTL0006:One|}> View { get; }
                """),
            """
            'One' has one member, 'A', which leaves nothing to tell apart; a segmentation head needs at least 2
            'One' has one member, 'A', which leaves nothing to tell apart; a classification head needs at least 2
            """
        },
        {
            "public enum Gap { A = 1, B = 4 }" + Model("[FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial SegmentationHead<{|MTL0007:Gap|}> Surfaces { get; }"),
            "The values of 'Gap' must be 0, 1, 2 ... in order, for they are the indices of the network's channels"
        },
        {
            Model("[FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public SegmentationHead<SceneSurface> {|MTL0008:Surfaces|} { get; } = null!;"),
            "Head 'Surfaces' must be a partial property with a getter only: public partial SegmentationHead<SceneSurface> Surfaces { get; }"
        },
        {
            Model("[FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial {|MTL0009:DetectionHead<SceneObject>|} Surfaces { get; }"),
            "Head 'Surfaces' is a [FcnHead], so its type must be SegmentationHead<TClass>, not 'DetectionHead<SceneObject>'"
        },
        {
            """
            [MultitaskModel<{|MTL0010:SceneObject|}>(Width = 64, Height = 64)]
            public partial class Net
            {
                [FcnHead(SceneObject.Vehicle), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> Surfaces { get; }
            }
            """,
            "'SceneObject' is no trunk: mark the enum with [Trunk] and give it at least one stage"
        },
        {
            """
            [Trunk] public enum Bare { [Conv(16)] First, {|MTL0011:Second|} }
            [MultitaskModel<Bare>(Width = 64, Height = 64)]
            public partial class Net
            {
                [FcnHead(Bare.First), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> Surfaces { get; }
            }
            """,
            "Stage 'Bare.Second' has no layers: add at least one, such as [Conv(64)]"
        },
        {
            """
            [MultitaskModel<SmallResNet>(Width = 64, Height = 64)]
            public partial class {|MTL0012:Net|}<T>
            {
                [FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> Surfaces { get; }
            }
            """,
            "'Net' is generic or stands inside a generic type; a network is one class"
        },
        {
            Model("[FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> {|MTL0013:Trunk|} { get; }"),
            "'Trunk' is the name of a member that the network gets: call the head otherwise"
        },
        {
            """
            public partial class Ω
            {
                [MultitaskModel<SmallResNet>(Width = 64, Height = 64)]
                public partial class Net { [FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> {|MTL0013:ComputeLosses|} { get; } }
            }
            """,
            "'ComputeLosses' is the name of a member that the network gets: call the head otherwise"
        },
        {
            """
            [MultitaskModel<SmallResNet>(Width = 64, Height = 64)]
            public partial class Net
            {
                [FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> A { get; }
                [FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> {|MTL0013:AOnly|} { get; }
            }
            """,
            "'AOnly' is the name of a member that the network gets: call the head otherwise"
        },
        {
            """
            [Trunk] public enum Trunk { [Conv(16, Stride = 4)] First }
            [MultitaskModel<Trunk>(Width = 64, Height = 64)]
            public partial class {|MTL0013:Net|}
            {
                [FcnHead(Trunk.First), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> Surfaces { get; }
            }
            """,
            "'Trunk' is the name of a member that the network gets: call the trunk otherwise"
        },
        {
            Model("""
                [FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> {|MTL0013:training|} { get; }
                [FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> {|MTL0013:GetName|} { get; }
                """),
            """
            'training' is the name of a member that the network gets: call the head otherwise
            'GetName' is the name of a member that the network gets: call the head otherwise
            """
        },
        {
            Model("[FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> {|MTL0013:TRUNK|} { get; }"),
            "'TRUNK' is the name of a member that the network gets: call the head otherwise"
        },
        {
            Model("[FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> Surfaces { get; }").Replace("class Net", "class {|MTL0013:SurfacesModule|}"),
            "'SurfacesModule' is the name of a member that the network gets: call the class otherwise"
        },
        {
            """
            [Trunk] public enum Bare { [Conv(16)] First, [Conv(16)] {|MTL0013:Maps|}, [Conv(16)] {|MTL0013:ToString|} }
            [MultitaskModel<Bare>(Width = 64, Height = 64)]
            public partial class Net
            {
                [FcnHead(Bare.First), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> Surfaces { get; }
            }
            """,
            """
            'Maps' is the name of a member that the network gets: call the stage otherwise
            'ToString' is the name of a member that the network gets: call the stage otherwise
            """
        },
        {
            """
            [MultitaskModel<SmallResNet>(Width = 64, Height = 64)]
            public partial record {|MTL0018:Net|} { [FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> Surfaces { get; } }
            """,
            "'Net' is a record; what is declared must be a class that can be made, and that a generated file can add to"
        },
        {
            """
            [MultitaskModel<SmallResNet>(Width = 64, Height = 64)]
            public abstract partial class {|MTL0018:Net|} { [FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> Surfaces { get; } }
            """,
            "'Net' is abstract; what is declared must be a class that can be made, and that a generated file can add to"
        },
        {
            """
            public class Helper;
            public interface IMark;
            [MultitaskModel<SmallResNet>(Width = 64, Height = 64)]
            public partial class Net : IMark { [FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> Surfaces { get; } }
            public partial class Net : {|MTL0019:Helper|};
            """,
            "'Net' derives from 'Helper', but the generated part derives from 'Module': keep what you need of 'Helper' in a field"
        },
        {
            """
            public class Helper;
            [PascalVoc<SmallAerial>] public partial class Data : {|MTL0019:Helper|};
            """,
            "'Data' derives from 'Helper', but the generated part derives from 'DataAdapter': keep what you need of 'Helper' in a field"
        },
        {
            """
            [MultitaskModel<SmallResNet>(Width = 64, Height = 64)]
            public partial class Net
            {
                [FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> Surfaces { get; }
                public {|MTL0020:Net|}() { }
                public Net(int seed) : this() { }
                public int {|MTL0020:forward|}(int image) => image;
                private class {|MTL0020:SurfacesModule|};
            }
            """,
            """
            'Net' declares a constructor, which the network gets: remove or rename it
            'Net' declares 'forward', which the network gets: remove or rename it
            'Net' declares 'SurfacesModule', which the network gets: remove or rename it
            """
        },
        {
            """
            [MultitaskModel<SmallResNet>(Width = 64, Height = 64)]
            public partial class {|MTL0020:Net|}(int seed)
            {
                [FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> Surfaces { get; }
                public int Seed => seed;
            }
            """,
            "'Net' declares a constructor, which the network gets: remove or rename it"
        },
        {
            """
            [Trunk] public enum Twice { [Conv(16, Stride = 4)] Res, [Conv(16)] {|MTL0021:res|} }
            [MultitaskModel<Twice>(Width = 64, Height = 64)]
            public partial class Net
            {
                [FcnHead(Twice.res), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> Surfaces { get; }
            }
            """,
            "'Twice.res' and 'Twice.Res' would share the name 'res' among the parameters: rename one"
        },
        {
            """
            [Trunk] public enum Taken { [Conv(16, Stride = 4)] {|MTL0021:Image|} }
            [MultitaskModel<Taken>(Width = 64, Height = 64)]
            public partial class Net
            {
                [FcnHead(Taken.Image), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> Surfaces { get; }
            }
            """,
            "'Taken.Image' and the network's input would share the name 'image' among the parameters: rename one"
        },
        {
            """
            [PascalVoc<SmallAerial>, {|MTL2018:AerialScenes<SmallAerial>|}] public partial class Data;
            """,
            "'Data' is declared for two data sets, [PascalVoc] and [AerialScenes]: declare a class for each"
        },
        {
            """
            [Trunk] public enum Wrong { [Conv(16, Stride = {|MTL1001:0|})] First }
            [MultitaskModel<Wrong>(Width = 64, Height = 64)]
            public partial class Net
            {
                [FcnHead(Wrong.First), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> Surfaces { get; }
            }
            """,
            "Stride of stage 'Wrong.First' is 0; allowed is 1 or more"
        },
        { Trunk("", "Conv(16), Dropout({|MTL1001:1.5|})"), "rate of stage 'Plain.First' is 1.5; allowed is 0 or more and less than 1" },
        { Trunk("", "Conv(16, Norm = Norm.Group, NormGroups = {|MTL1001:3|})"), "NormGroups of stage 'Plain.First' is 3; allowed is a divisor of the 16 channels" },
        { Trunk("", "Conv(16), BasicBlock(Width = 16, Norm = {|MTL1001:Norm.None|})"), "Norm of stage 'Plain.First' is None; allowed is Batch or Group" },
        { Trunk("", "Conv(16), Bottleneck(Width = 16, Norm = Norm.Group, NormGroups = {|MTL1001:6|})"), "NormGroups of stage 'Plain.First' is 6; allowed is a divisor of the 16 channels" },
        { Trunk("", "Conv(16), Upsample({|MTL1001:1|})"), "factor of stage 'Plain.First' is 1; allowed is 2 to 64" },
        { Trunk("", "Conv(16), MaxPool(3, Padding = {|MTL1001:2|})"), "Padding of stage 'Plain.First' is 2; allowed is 0 to 1, half the window" },
        { Trunk("", "Conv(16), SqueezeExcitation(4, Gate = {|MTL1001:Activation.ReLU|})"), "Gate of stage 'Plain.First' is ReLU; allowed is Sigmoid or HardSigmoid" },
        { Trunk("(NormEpsilon = {|MTL1001:0|})", "Conv(16)"), "NormEpsilon of 'Plain' is 0; allowed is more than 0, at most 1" },
        { Trunk("", "Conv({|MTL1008:24|})"), "Stage 'Plain.First' gives 24 channels, which CPUs train several times slower than a multiple of 16: the next is 32" },
        {
            Trunk("", "Conv(16), Layer<{|MTL3002:Swish|}>").Replace("Height = 64)]", "Height = 64), Budget(Board.JetsonTX1, WeightsMB = 100), Budget(Board.JetsonOrin, WeightsMB = 100)]")
                + Swish("[LayerShape(Opset = 14)]", ""),
            "Stage 'Plain.First' has a layer that needs operator set 14; JetsonTX1, with TensorRT 8.2 (JetPack 4.6.1), does not read it: write 'Swish' with the operators of set 13"
        },
        { Trunk("", "Conv(16), Layer<{|MTL1011:Random|}>"), "'Random' of stage 'Plain.First' cannot be a layer: derive it from torch.nn.Module<Tensor, Tensor>" },
        {
            Trunk("", "Conv(16), Layer<{|MTL1012:Swish|}>") + Swish("[LayerShape]", "string name"),
            "'Swish' of stage 'Plain.First' has no constructor that the network could call: give it a public one without parameters, or with the input's channels (int or long)"
        },
        {
            Trunk("", "Conv(16), Layer<{|MTL1013:Swish|}>") + Swish("", ""),
            "'Swish' of stage 'Plain.First' does not say what it gives: add [LayerShape] to it, with what differs from a map of the input's shape without weights"
        },
        {
            Trunk("", "Conv(16), Layer<{|MTL1014:Swish|}>") + Swish("[LayerShape(Opset = 9)]", ""),
            "Opset in the [LayerShape] of 'Swish', a layer of stage 'Plain.First', is 9; allowed is 11 to 17"
        },
        {
            Trunk("", "Conv(16), Layer<{|MTL3001:Swish|}>") + Swish("[LayerShape]", "").Replace("ToOnnx", "Export"),
            "'Swish' of stage 'Plain.First' cannot be exported: add public static Value ToOnnx(OnnxGraph graph, string name, Value input)"
        },
        {
            """
            [Trunk] public enum Deep { [Conv(16, Stride = 32)] First, [{|MTL1002:Conv(16, Padding = 0)|}] Second }
            [MultitaskModel<Deep>(Width = 64, Height = 64)]
            public partial class Net
            {
                [FcnHead(Deep.Second), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> Surfaces { get; }
            }
            """,
            "Stage 'Deep.Second' leaves nothing of its 16x2x2 input map at image size 64x64: use a larger image, a smaller kernel or padding"
        },
        {
            Model("[FcnHead(SmallResNet.Stride8, Skip = [{|MTL1003:ResNet50.Res4f|}]), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> Surfaces { get; }"),
            "'ResNet50.Res4f' is no stage of this network; its stages are SmallResNet.Stride4, SmallResNet.Stride8, SmallResNet.Stride16, SmallResNet.Stride32"
        },
        {
            """
            [MultitaskModel<ResNet50>(Width = 300, Height = 300), SplitAfter(ResNet50.Res4f)]
            public partial class Net
            {
                [FcnHead({|MTL1004:SsdExtras.Res6b|}), PixelCrossEntropy] public partial SegmentationHead<VocClass> Segmentation { get; }

                [SsdHead, DetectAt(SsdExtras.Res6b, MinSize = 30), DetectAt(SsdExtras.Res7b, MinSize = 60), MultiBoxLoss]
                public partial DetectionHead<VocObject> Detection { get; }
            }
            """,
            "'SsdExtras.Res6b' lies after the split on a branch that head 'Detection' owns, so head 'Segmentation' cannot see it: tap a stage of the trunk, or declare a branch of its own"
        },
        {
            Model("[FcnHead(SmallResNet.Stride16, Skip = [{|MTL1005:SmallResNet.Stride32|}]), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> Surfaces { get; }"),
            "Skip 'SmallResNet.Stride32' gives a map of 2x2 cells, which does not line up with the 4x4 cells of 'SmallResNet.Stride16': a skip comes from an earlier stage on the way to the tap"
        },
        {
            """
            [Trunk] public enum Odd { [Conv(16, Stride = 4)] Fine, [Conv(16, Kernel = 7, Padding = 0)] Coarse }
            [MultitaskModel<Odd>(Width = 64, Height = 64)]
            public partial class Net
            {
                [FcnHead(Odd.Coarse, Skip = [{|MTL1005:Odd.Fine|}]), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> Surfaces { get; }
            }
            """,
            "Skip 'Odd.Fine' gives a map of 16x16 cells, which does not line up with the 10x10 cells of 'Odd.Coarse': its side must be a whole multiple, up to rounding"
        },
        {
            """
            [Branch(After = {|MTL1006:ResNet50.Res5c|})] public enum Twig { [Conv(16)] Leaf }
            """ + Model("[FcnHead(Twig.Leaf), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> Surfaces { get; }"),
            "Branch 'Twig' must start after a stage of trunk 'SmallResNet', not after 'ResNet50.Res5c'"
        },
        {
            Model("[SsdHead, MultiBoxLoss] public partial DetectionHead<SceneObject> {|MTL2001:Objects|} { get; }"),
            "Head 'Objects' predicts on no map: add [DetectAt(stage, MinSize = ..., AspectRatios = [2])]"
        },
        {
            Model("[SsdHead, DetectAt({|MTL2002:SmallResNet.Stride8|}), MultiBoxLoss] public partial DetectionHead<SceneObject> Objects { get; }"),
            "The map at 'SmallResNet.Stride8' has no default boxes: give MinSize or Sizes"
        },
        {
            Model("[SsdHead, DetectAt(SmallResNet.Stride8, MinSize = 30, MaxSize = {|MTL2003:20|}), MultiBoxLoss] public partial DetectionHead<SceneObject> Objects { get; }"),
            "MaxSize is 20; allowed is more than the MinSize of 30"
        },
        {
            Model("[FcnHead(SmallResNet.Stride8), {|MTL2004:MultiBoxLoss|}] public partial SegmentationHead<SceneSurface> Surfaces { get; }"),
            "[MultiBoxLoss] does not fit head 'Surfaces', which is a [FcnHead]: use [PixelCrossEntropy] or [FocalLoss] or [DiceLoss]"
        },
        {
            Model("[SsdHead, DetectAt(SmallResNet.Stride8, MinSize = 9), DetectAt({|MTL2005:SmallResNet.Stride8|}, MinSize = 20), MultiBoxLoss] public partial DetectionHead<SceneObject> Objects { get; }"),
            "Head 'Objects' predicts at 'SmallResNet.Stride8' twice: give all its boxes in one [DetectAt]"
        },
        {
            "[PascalVoc<{|MTL2006:string|}>] public partial class Data;",
            "'string' is no network: mark it with [MultitaskModel<...>]"
        },
        {
            "[PascalVoc<SmallAerial>, Label(\"car\", {|MTL2007:DroneObject.Car|})] public partial class Data;",
            "'Car' is no class of a head of 'SmallAerial'; its classes are SceneSurface.Ground, SceneSurface.Road, SceneSurface.Building, SceneSurface.Plant, SceneSurface.Water, SceneObject.Vehicle, SceneObject.Person"
        },
        {
            "[MaskFolder<SmallAerial>, MaskValue(1, {|MTL2007:SceneObject.Vehicle|})] public partial class Data; [PascalVoc<SmallAerial>] public partial class Boxes;",
            "'Vehicle' is no class of a segmentation head of 'SmallAerial'; its classes are SceneSurface.Ground, SceneSurface.Road, SceneSurface.Building, SceneSurface.Plant, SceneSurface.Water"
        },
        {
            "[MaskFolder<SmallAerial>, MaskValue(1, SceneSurface.Road), MaskValue({|MTL2008:1|}, SceneSurface.Water)] public partial class Data; [PascalVoc<SmallAerial>] public partial class Boxes;",
            "Label \"1\" is mapped twice for head 'Surfaces'"
        },
        {
            "[PascalVoc<SmallAerial>, {|MTL2019:IgnoreValue(3)|}] public partial class Data;",
            "[IgnoreValue] says what a mask's pixels stand for, but 'Data' is a [PascalVoc], whose labels have names: use [Label] or [Ignore]"
        },
        {
            "[MaskFolder<SmallAerial>(Pixels = MaskPixels.Classes), {|MTL2020:MaskColor(1, 2, 3, SceneSurface.Road)|}] public partial class Data; [PascalVoc<SmallAerial>] public partial class Boxes;",
            "Masks hold values or colours, not both: keep [MaskValue] and [IgnoreValue], or [MaskColor] and [IgnoreColor]"
        },
        {
            Model("[SsdHead, DetectAt(SmallResNet.Stride8, MinSize = 9), MultiBoxLoss] public partial DetectionHead<DroneObject> Objects { get; }") + " [{|MTL2021:StanfordDrone<Net>|}, Label(\"skater\", DroneObject.Skateboarder)] public partial class Drone; [Coco<Net>] public partial class Photos;",
            "Label \"Biker\" of [StanfordDrone] is no class of head 'Objects': add [Label(\"Biker\", ...)] with one of DroneObject.Pedestrian, DroneObject.Bicyclist, DroneObject.Skateboarder, DroneObject.Car, DroneObject.Cart, DroneObject.Bus, or [Ignore(\"Biker\")]"
        },
        {
            Model("[SsdHead, DetectAt(SmallResNet.Stride8, MinSize = 9), MultiBoxLoss] public partial DetectionHead<DroneObject> Objects { get; }") + " [StanfordDrone<{|MTL2022:Net|}>, Ignore(\"biker\"), Ignore(\"Skater\")] public partial class Drone;",
            "No label stands for DroneObject.Bicyclist, DroneObject.Skateboarder of head 'Objects' of 'Net' in its data sets (Drone): map one to it with [Label], [MaskValue] or [MaskColor], or remove it"
        },
        {
            Model("[FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> Surfaces { get; }")
                + " [MaskFolder<{|MTL2022:Net|}>, MaskValue(0, SceneSurface.Ground), MaskValue(1, SceneSurface.Road), MaskValue(2, SceneSurface.Road)] public partial class First;"
                + " [MaskFolder<Net>, MaskValue(0, SceneSurface.Plant), MaskValue(1, SceneSurface.Water)] public partial class Second;",
            "No label stands for SceneSurface.Building of head 'Surfaces' of 'Net' in its data sets (First, Second): map one to it with [Label], [MaskValue] or [MaskColor], or remove it"
        },
        {
            "[PascalVoc<SmallAerial>(Blocks = 4, TestBlock = {|MTL2011:5|})] public partial class Data;",
            "TestBlock of [PascalVoc] is 5; allowed is 1 to 4"
        },
        {
            "[MaskFolder<SmallAerial>(Blocks = 4, Balance = true, TestBlock = {|MTL2011:2|})] public partial class Data; [PascalVoc<SmallAerial>] public partial class Boxes;",
            "TestBlock of [MaskFolder] is 2; allowed is nothing where Balance chooses the runs"
        },
        {
            "[ValueFolder<SmallAerial>(Scale = {|MTL2011:0|}, NoData = -9999)] public partial class Data; [PascalVoc<SmallAerial>] public partial class Boxes;",
            "Scale of [ValueFolder] is 0; allowed is a number other than 0"
        },
        {
            "[ValueFolder<SmallAerial>(Tiles = {|MTL2011:0|})] public partial class Data; [PascalVoc<SmallAerial>] public partial class Boxes;",
            "Tiles of [ValueFolder] is 0; allowed is 1 or more"
        },
        {
            "[PascalVoc<SmallAerial>(GroupBy = \"_\", Gap = {|MTL2011:3|})] public partial class Data;",
            "Gap of [PascalVoc] is 3; allowed is nothing where origins stay whole: give Blocks"
        },
        {
            "[PascalVoc<SmallAerial>, Label(\"car\", SceneObject.Vehicle), Label({|MTL2008:\"Car\"|}, SceneObject.Person)] public partial class Data;",
            "Label \"Car\" is mapped twice for head 'Objects'"
        },
        {
            "[PascalVoc<SmallAerial>, Label(\"car\", SceneObject.Vehicle), Ignore(\"car\", Head = {|MTL2024:\"Boxes\"|})] public partial class Data;",
            "'Boxes' is no head of 'SmallAerial'; its heads are Surfaces, Objects"
        },
        {
            "[PascalVoc<SmallAerial>, IgnoreOthers(Head = {|MTL2024:nameof(SmallAerial)|})] public partial class Data;",
            "'SmallAerial' is no head of 'SmallAerial'; its heads are Surfaces, Objects"
        },
        {
            """
            [Trunk] public enum Twins { [Conv(16)] A = 1, [Conv(32)] {|MTL0015:B|} = 1 }
            [MultitaskModel<Twins>(Width = 64, Height = 64)]
            public partial class Net
            {
                [FcnHead(Twins.A), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> Surfaces { get; }
            }
            """,
            "Stages 'A' and 'B' of 'Twins' have one value, 1, so that a tap on one means the other: give every stage a value of its own"
        },
        {
            """
            [Trunk] public enum Lists { [Conv(16)] [{|MTL0016:MaxPool(3, Stride = 2)|}] A }
            [MultitaskModel<Lists>(Width = 64, Height = 64)]
            public partial class Net
            {
                [FcnHead(Lists.A), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> Surfaces { get; }
            }
            """,
            "The layers of 'Lists.A' stand in several [...] lists, between which C# promises no order: write them in one list"
        },
        {
            "public enum Ground { [Color(9, 9, 9)] Grass, [Color(9, 9, 9)] Road }" + Model("[FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial SegmentationHead<{|MTL0017:Ground|}> Surfaces { get; }"),
            "'Grass' and 'Road' of 'Ground' have one colour, (9, 9, 9), so that pictures and colour masks cannot tell them apart: give one another [Color]"
        },
        {
            """
            [Branch(After = Second.B)] public enum First { [Conv(16)] A }
            [Branch(After = {|MTL1007:First.A|})] public enum Second { [Conv(16)] B }
            """ + Model("[FcnHead(Second.B), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> Surfaces { get; }"),
            "Branch 'Second' starts, over Second -> First -> Second, from itself: one of them must start from the trunk"
        },
        {
            """
            [MultitaskModel<SmallResNet>(Width = 64, Height = 64, Batch = {|MTL1009:2|})]
            public partial class Net
            {
                [FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> Surfaces { get; }
            }
            """,
            "A batch of 2 is too small for the batch norms of 'SmallResNet.Stride4': train with 6 or more images, or use Norm.Group"
        },
        {
            """
            [MultitaskModel<{|MTL1010:SmallResNet|}>(Width = 64, Height = 64)]
            public partial class Net
            {
                [FcnHead(SmallResNet.Stride16), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> Surfaces { get; }
            }
            """,
            "No head of 'Net' needs 'SmallResNet.Stride32', so it is left out"
        },
        {
            """
            [MultitaskModel<SmallResNet>(Width = 32, Height = 32)]
            public partial class Net
            {
                [FcnHead({|MTL1015:SmallResNet.Stride32|}), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> Surfaces { get; }
            }
            """,
            "'SmallResNet.Stride32' gives one cell for the whole image of 32x32, so head 'Surfaces' learns nothing of places from it: tap an earlier stage or use a larger image"
        },
        {
            Model("[SsdHead, {|MTL2009:DetectAt(SmallResNet.Stride8, Sizes = [100])|}, MultiBoxLoss] public partial DetectionHead<SceneObject> Objects { get; }"),
            "A default box of 100x100 pixels on 'SmallResNet.Stride8' reaches beyond the image of 64x64: an object overlaps it by 0.41 at most, and 0.5 is needed; make it smaller"
        },
        {
            Model("[SsdHead, {|MTL2023:DetectAt(SmallResNet.Stride8, Sizes = [0.1, 0.2])|}, MultiBoxLoss] public partial DetectionHead<SceneObject> Objects { get; }"),
            "A default box of 0.1x0.1 pixels on 'SmallResNet.Stride8', whose cells are 8x8 pixels, is too small: objects of its size that lie between such boxes touch none and are never learnt; make it larger than 4x4 pixels, or take a finer map"
        },
        {
            // High enough, but too narrow; beside a map that is right, and one of a single cell.
            """
            [MultitaskModel<SmallResNet>(Width = 96, Height = 32)]
            public partial class Net
            {
                [SsdHead, {|MTL2023:DetectAt(SmallResNet.Stride32, Sizes = [20], AspectRatios = [0.25], Flip = false)|}, DetectAt(SmallResNet.Stride8, Sizes = [20]), MultiBoxLoss]
                public partial DetectionHead<SceneObject> Objects { get; }
                [SsdHead, {|MTL2023:DetectAt(SmallResNet.Stride8, Sizes = [20], Step = 40)|}, MultiBoxLoss]
                public partial DetectionHead<SceneObject> Others { get; }
            }
            """,
            """
            A default box of 10x40 pixels on 'SmallResNet.Stride32', whose cells are 32x32 pixels, is too small: objects of its size that lie between such boxes touch none and are never learnt; make it larger than 16x10.67 pixels, or take a finer map
            A default box of 20x20 pixels on 'SmallResNet.Stride8', whose cells are 40x40 pixels, is too small: objects of its size that lie between such boxes touch none and are never learnt; make it larger than 20x20 pixels, or take a finer map
            """
        },
        {
            Model("[FcnHead(SmallResNet.Stride8), PixelCrossEntropy(IgnoreLabel = {|MTL2010:0|})] public partial SegmentationHead<SceneSurface> Surfaces { get; }"),
            "IgnoreLabel 0 is one of the 5 classes, which then is never learnt: use -1 or a value above 4"
        },
        {
            Model("[FcnHead(SmallResNet.Stride8), FocalLoss(Gamma = {|MTL2011:-1|})] public partial SegmentationHead<SceneSurface> Surfaces { get; }"),
            "Gamma of [FocalLoss] is -1; allowed is 0 or more"
        },
        {
            Model("[VectorHead(SmallResNet.Stride8, Size = {|MTL2011:0|}), TripletLoss] public partial EmbeddingHead Identity { get; }"),
            "Size of [VectorHead] is 0; allowed is 1 to 4096"
        },
        {
            Model("[FcnHead(SmallResNet.Stride8), PixelCrossEntropy(ClassWeights = {|MTL2012:[1, 2]|})] public partial SegmentationHead<SceneSurface> Surfaces { get; }"),
            "There are 2 class weights for 5 classes: give one for each, in the order of the enum"
        },
        {
            Model("[FcnHead(SmallResNet.Stride8), PixelCrossEntropy(Weight = {|MTL2014:0|})] public partial SegmentationHead<SceneSurface> Surfaces { get; }"),
            "The weight of [PixelCrossEntropy] is 0, so it teaches nothing: give it a weight or remove it"
        },
        {
            Model("""
                [FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> Surfaces { get; }
                [{|MTL2015:BerHuLoss|}] public RegressionHead? Height { get; }
                """),
            "'Height' has [BerHuLoss] but is no head: add one of [FcnHead], [SsdHead], [ClassifierHead], [DenseHead], [VectorHead]"
        },
        {
            Model("[FcnHead(SmallResNet.Stride8), {|MTL2016:DetectAt(SmallResNet.Stride8, Sizes = [9])|}, PixelCrossEntropy] public partial SegmentationHead<SceneSurface> Surfaces { get; }"),
            "Head 'Surfaces' is a [FcnHead], which has no default boxes: remove [DetectAt], or make it an [SsdHead]"
        },
        {
            Model("""
                [FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> Surfaces { get; }
                [VectorHead(SmallResNet.Stride8), TripletLoss] public partial EmbeddingHead Identity { get; }
                """) + " [PascalVoc<{|MTL2017:Net|}>] public partial class Boxes; [AerialScenes<Net>] public partial class Scenes;",
            "Head 'Identity' of 'Net' would stay as it started: no data set of this project for it (Boxes, Scenes) has labels for embedding; declare one that has, or remove the head"
        },
        {
            Model("""
                [FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> Surfaces { get; }
                """) + " [Coco<{|MTL2017:Net|}>(Masks = false)] public partial class Instances; [Yolo<Net>] public partial class Rows;",
            "Head 'Surfaces' of 'Net' would stay as it started: no data set of this project for it (Instances, Rows) has labels for segmentation; declare one that has, or remove the head"
        },
        {
            "[PascalVoc<SmallAerial>, Expand({|MTL2011:0.5|})] public partial class Data;",
            "maxRatio of [Expand] is 0.5; allowed is 1 or more"
        },
        {
            "[PascalVoc<SmallAerial>, ScaleJitter(0.5, {|MTL2011:0.4|})] public partial class Data;",
            "largest of [ScaleJitter] is 0.4; allowed is 0.5 or more"
        },
        {
            "[PascalVoc<SmallAerial>, RandomCrop(Width = {|MTL2011:0|}), Mosaic(MinShare = {|MTL2011:0.6|}), HsvDistortion(Value = {|MTL2011:-1|})] public partial class Data;",
            """
            Width of [RandomCrop] is 0; allowed is 1 to 65535
            MinShare of [Mosaic] is 0.6; allowed is more than 0 and at most 0.5
            Value of [HsvDistortion] is -1; allowed is 0 or more
            """
        },
        {
            """
            [MultitaskModel<SmallResNet>(Width = 256, Height = 256), Budget(Board.JetsonTX1, WeightsMB = {|MTL3003:1|}, MultiplyAddsG = {|MTL3003:0.1|}, ActivationsMB = 100)]
            public partial class Net
            {
                [FcnHead(SmallResNet.Stride32), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> Surfaces { get; }
            }
            """,
            """
            'Net' exceeds a budget: WeightsMB is 3.9516 on JetsonTX1, and 1 is allowed; most of it is in SmallResNet.Stride16 (53 %), SmallResNet.Stride32 (32 %), SmallResNet.Stride8 (13 %)
            'Net' exceeds a budget: MultiplyAddsG is 0.3542 on JetsonTX1, and 0.1 is allowed; most of it is in SmallResNet.Stride8 (38 %), SmallResNet.Stride16 (38 %), SmallResNet.Stride4 (19 %)
            """
        },
        {
            """
            [MultitaskModel<SmallResNet>(Width = 64, Height = 64)]
            [Budget(Board.JetsonTX1, Milliseconds = {|MTL3004:0|}, WeightsMB = {|MTL3004:double.NaN|})]
            [Budget(Board.JetsonNano, Milliseconds = 100), Budget({|MTL3004:Board.JetsonNano|}, WeightsMB = 10)]
            [Budget({|MTL3004:(Board)99|}, Milliseconds = 1)]
            public partial class Net
            {
                [FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> Surfaces { get; }
            }
            """,
            """
            Milliseconds of a budget is 0; allowed is more than 0
            WeightsMB of a budget is NaN; allowed is more than 0
            The board of a budget is JetsonNano again; allowed is each board once
            The board of a budget is 99; allowed is one of Any, JetsonNano, JetsonTX1, JetsonTX2, JetsonXavierNX, JetsonXavier, JetsonOrinNano, JetsonOrinNX, JetsonOrin, JetsonThor, TitanX
            """
        },
        {
            """
            [MultitaskModel<SmallResNet>(Width = 64, Height = 64)]
            [Budget({|MTL3005:Board.JetsonTX2|}, WeightsMB = 10), Budget({|MTL3005:Board.Any|}, WeightsMB = 10), Budget(Board.JetsonXavier, WeightsMB = 10), Budget(Board.TitanX, WeightsMB = 10)]
            public partial class Net
            {
                [FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> Surfaces { get; }
            }
            """,
            """
            JetsonTX2 has glibc 2.27 (JetPack 4.6.1), and the packages of ONNX Runtime are built for 2.28: run 'Net' there through TensorRT, or name a library with -p:OnnxRuntimeLibrary
            Any has glibc 2.27 (JetPack 4.4), and the packages of ONNX Runtime are built for 2.28: run 'Net' there through TensorRT, or name a library with -p:OnnxRuntimeLibrary
            """
        },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_mistake_is_reported_once_on_the_wrong_word(string marked, string message)
    {
        var markup = Markup.Read(marked);
        // Information is no mistake, but where it is what is looked for.
        var found = (await Host.Analyze(Host.Declare(markup.Source)))
            .Where(d => d.Severity > DiagnosticSeverity.Info || markup.Expected.Any(e => e.Id == d.Id)).ToList();
        found.Select(d => (d.Id, d.Location.SourceSpan.Start, d.Location.SourceSpan.Length)).ShouldBe(markup.Expected, customMessage: string.Join("\n", found));
        found.Select(d => d.GetMessage(CultureInfo.InvariantCulture)).ShouldBe(message.Split('\n'));
    }

    [Fact]
    public void Every_rule_is_tested_and_has_a_help_page()
    {
        var tested = Mistakes.SelectMany(row => Markup.Read((string)row[0]).Expected.Select(e => e.Id)).ToHashSet();
        foreach (var rule in Descriptors.All)
        {
            tested.ShouldContain(rule.Id);
            var page = Path.Combine(Repository.Root, "docs", "diagnostics", $"{rule.Id}.md");
            File.Exists(page).ShouldBeTrue($"{page} is missing");
            rule.HelpLinkUri.ShouldEndWith($"docs/diagnostics/{rule.Id}.md");
        }
        Descriptors.All.Select(d => d.Id).ShouldBeUnique();
    }

    [Fact]
    public async Task The_shipped_models_have_no_mistakes() => (await Host.Analyze(Host.Compile(Host.Models))).Where(d => d.Severity > DiagnosticSeverity.Info).ShouldBeEmpty();

    /// <summary>A network on a trunk of one stage.</summary>
    private static string Trunk(string arguments, string layers) => $$"""
        [Trunk{{arguments}}] public enum Plain { [{{layers}}] First }
        [MultitaskModel<Plain>(Width = 64, Height = 64)]
        public partial class Net
        {
            [FcnHead(Plain.First), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> Surfaces { get; }
        }
        """;

    /// <summary>A layer of one's own.</summary>
    private static string Swish(string shape, string parameters) => $$"""

        {{shape}} public sealed class Swish({{parameters}}) : TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>("swish")
        {
            public override TorchSharp.torch.Tensor forward(TorchSharp.torch.Tensor input) => input;
            public static MtlDsl.Onnx.Value ToOnnx(MtlDsl.Onnx.OnnxGraph graph, string name, MtlDsl.Onnx.Value input) => input;
        }
        """;

    private static string Model(string members) => $$"""
        [MultitaskModel<SmallResNet>(Width = 64, Height = 64)]
        public partial class Net
        {
            {{members}}
        }
        """;
}
