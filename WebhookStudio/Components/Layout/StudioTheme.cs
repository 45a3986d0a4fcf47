using MudBlazor;

namespace WebhookStudio.Components.Layout;

/// <summary>
/// The tokens of <c>css/tokens.css</c> as MudBlazor takes them. On screen <c>css/mud.css</c> wins, so that the class on
/// the document alone chooses the theme; a test keeps the two in step.
/// </summary>
public static class StudioTheme
{
    private static readonly string[] Ui = ["Inter", "system-ui", "sans-serif"];

    /// <summary>Gets the theme.</summary>
    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#4F46E5",
            PrimaryContrastText = "#FFFFFF",
            PrimaryDarken = "#4138CF",
            Info = "#1D64D8",
            Success = "#12774A",
            Warning = "#8A5200",
            Error = "#B42323",
            TextPrimary = "#1B2430",
            TextSecondary = "#566273",
            ActionDefault = "#566273",
            TextDisabled = "#8A94A3",
            Background = "#F6F7F9",
            AppbarBackground = "#F6F7F9",
            DrawerBackground = "#F6F7F9",
            BackgroundGray = "#F8F9FB",
            Surface = "#FFFFFF",
            AppbarText = "#1B2430",
            DrawerText = "#566273",
            DrawerIcon = "#566273",
            LinesDefault = "#E2E6EB",
            Divider = "#E2E6EB",
            TableLines = "#E2E6EB",
            LinesInputs = "#7C8797",
            TableHover = "rgba(27,36,48,0.045)",
            HoverOpacity = .045,
            RippleOpacity = 0,
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#A5A0FF",
            PrimaryContrastText = "#12131A",
            PrimaryDarken = "#BAB6FF",
            Info = "#7FB2FF",
            Success = "#5FD39A",
            Warning = "#F2B354",
            Error = "#FF8F8F",
            TextPrimary = "#E6EAF0",
            TextSecondary = "#A3AEBD",
            ActionDefault = "#A3AEBD",
            TextDisabled = "#6B7788",
            Background = "#0F141B",
            AppbarBackground = "#0F141B",
            DrawerBackground = "#0F141B",
            BackgroundGray = "#131921",
            Surface = "#171D26",
            AppbarText = "#E6EAF0",
            DrawerText = "#A3AEBD",
            DrawerIcon = "#A3AEBD",
            LinesDefault = "#27303C",
            Divider = "#27303C",
            TableLines = "#27303C",
            LinesInputs = "#6A768A",
            InfoContrastText = "#12131A",
            SuccessContrastText = "#12131A",
            WarningContrastText = "#12131A",
            ErrorContrastText = "#2A0E10",
            TableHover = "rgba(230,234,240,0.05)",
            HoverOpacity = .05,
            RippleOpacity = 0,
        },
        LayoutProperties = new LayoutProperties
        {
            DefaultBorderRadius = "6px",
            AppbarHeight = "56px",
            DrawerWidthLeft = "240px",
            DrawerMiniWidthLeft = "64px",
            DrawerWidthRight = "440px",
        },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Ui, FontSize = ".8125rem", LineHeight = "1.54", LetterSpacing = "0" },
            Body1 = new Body1Typography { FontFamily = Ui, FontSize = ".8125rem", LineHeight = "1.54", LetterSpacing = "0" },
            Body2 = new Body2Typography { FontFamily = Ui, FontSize = ".8125rem", LineHeight = "1.54", LetterSpacing = "0" },
            H4 = new H4Typography { FontFamily = Ui, FontSize = "1.75rem", FontWeight = "600", LineHeight = "1.29", LetterSpacing = "-.022em" },
            H5 = new H5Typography { FontFamily = Ui, FontSize = "1.25rem", FontWeight = "600", LineHeight = "1.4", LetterSpacing = "-.014em" },
            H6 = new H6Typography { FontFamily = Ui, FontSize = "1rem", FontWeight = "600", LineHeight = "1.5", LetterSpacing = "-.008em" },
            Subtitle1 = new Subtitle1Typography { FontFamily = Ui, FontSize = ".875rem", FontWeight = "600", LineHeight = "1.43", LetterSpacing = "0" },
            Subtitle2 = new Subtitle2Typography { FontFamily = Ui, FontSize = ".8125rem", FontWeight = "500", LineHeight = "1.54", LetterSpacing = "0" },
            Button = new ButtonTypography { FontFamily = Ui, FontSize = ".8125rem", FontWeight = "500", LineHeight = "1.54", LetterSpacing = "0", TextTransform = "none" },
            Caption = new CaptionTypography { FontFamily = Ui, FontSize = ".75rem", LineHeight = "1.34", LetterSpacing = "0" },
        },
        Shadows = new Shadow { Elevation = Elevations() },
    };

    /// <summary>Flat but for popovers (8) and dialogs (24).</summary>
    private static string[] Elevations() =>
        [.. Enumerable.Range(0, 26).Select(level => level is 8 or 24 ? "var(--shadow-float)" : "none")];
}
